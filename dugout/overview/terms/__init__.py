"""The words of the overview: a line of Today, and what a snapshot says."""
