"""The passing of an account from sales to account management: win, debrief, gates, answer, clocks.

Knows selling, revenue, the client document and all below; the access table, the overview and the doors know it.
"""
