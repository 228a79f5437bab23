"""What is read across everything."""
