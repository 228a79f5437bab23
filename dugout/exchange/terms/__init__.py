"""The words of the exchange."""
