"""What the outbox delivers to selling, and what is kept of all sales, folded."""

from procrastinate.contrib.django import app

from dugout.selling.commands.folding import fold_tally
from dugout.selling.commands.telling import tell_sellers


def tell_sellers_of_signal(entry_id: int) -> None:
    """Tells who sells, or lately sold, to an account of its serious or critical signal. Idempotent."""
    tell_sellers(entry_id=entry_id)


@app.periodic(cron="* * * * *")
@app.task(name="dugout.selling.fold_tally", pass_context=False)
def fold_the_tally(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the planned moment
    fold_tally()
