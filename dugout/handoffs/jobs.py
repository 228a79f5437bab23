"""The clocks of hand-offs, read every minute."""

from django.utils import timezone
from procrastinate.contrib.django import app

from dugout.handoffs.commands.clocks import tell_clocks


@app.periodic(cron="* * * * *")
@app.task(name="dugout.handoffs.tell_clocks", pass_context=False)
def tell_handoff_clocks(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the planned moment
    tell_clocks(at=timezone.now())
