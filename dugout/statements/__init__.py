"""Statements that are asked with every page: written once, planned once, and then only given their values."""
