"""Rules of selling: amounts, gates, time in a step."""
