"""Accounts, contacts and their decision roles, ownership over time, stage by rule, and the kept figures."""
