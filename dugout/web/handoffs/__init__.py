"""The pages of hand-offs: one page for both sides, and its forms."""
