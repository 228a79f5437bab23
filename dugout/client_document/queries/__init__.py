"""The document as screens and the API read it."""
