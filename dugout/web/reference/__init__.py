"""The API as pages: every operation, read from the same OpenAPI description that programs read."""
