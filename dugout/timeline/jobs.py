"""What the outbox delivers to the timeline: who must hear of a signal."""

from dugout.timeline.commands.telling import tell_owner_of_signal


def tell_about_signal(entry_id: int) -> None:
    """Tells the account's owner, and who stands in for them, of a serious or critical signal. Idempotent."""
    tell_owner_of_signal(entry_id=entry_id)
