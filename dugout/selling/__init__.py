"""Selling: products, the process as data, opportunities with the records that their gates ask for.

Knows the client document, the timeline, accounts and all below; revenue, hand-offs, the access table, the
overview and the doors know it.
"""
