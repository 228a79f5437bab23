"""The verbs of the client document, one file per noun."""
