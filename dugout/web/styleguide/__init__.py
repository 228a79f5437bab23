"""Every component on one page, alive."""
