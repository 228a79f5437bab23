"""What the document gives to larger verbs and its own verbs share."""
