"""The drain of the outbox, ordered by each write, and the sweep that finds what an order missed."""

from django.utils import timezone
from procrastinate.contrib.django import app

from dugout.history.commands import deliver_outbox
from dugout.history.parts import DRAIN_TASK


@app.task(name=DRAIN_TASK)
def drain_outbox() -> None:
    deliver_outbox(at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="dugout.history.sweep_outbox", pass_context=False)
def sweep_outbox(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the planned moment
    deliver_outbox(at=timezone.now())
