"""Verbs of selling: products, opportunities, their way through the steps, and what the gates ask for."""
