"""What the outbox delivers to selling."""

from dugout.selling.commands.telling import tell_sellers


def tell_sellers_of_signal(entry_id: int) -> None:
    """Tells who sells, or lately sold, to an account of its serious or critical signal. Idempotent."""
    tell_sellers(entry_id=entry_id)
