"""Many rows at once by COPY. Knows models and nothing of what they mean; every package above may use it."""
