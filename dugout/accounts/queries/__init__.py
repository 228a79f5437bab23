"""What screens and the API ask about accounts and contacts."""
