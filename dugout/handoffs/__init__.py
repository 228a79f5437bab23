"""The passing of an account from sales to account management: win, debrief, gates, answer, clocks."""
