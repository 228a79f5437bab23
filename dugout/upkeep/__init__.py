"""Verbs that touch every package: founding a company. Calls each package's own verb, downwards."""
