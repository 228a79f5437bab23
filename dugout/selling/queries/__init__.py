"""What screens, the access table and the API ask about selling."""
