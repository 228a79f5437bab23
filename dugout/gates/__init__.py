"""Gates: conditions as sentences, read from facts, passed when they are met, or without, for a reason.

Knows accounts and all below; selling and hand-offs bring the conditions and the facts.
"""
