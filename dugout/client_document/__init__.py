"""The client document: sections, needs, goals and promises, and what "none known" answers.

Knows versioned text, accounts and people below it; selling, the hand-off and the overview read it.
"""
