"""Forgetting what was kept only so that a lost answer can be given again."""

from django.utils import timezone
from procrastinate.contrib.django import app

from dugout.exchange.commands.kept_answers import forget_answers


@app.periodic(cron="25 * * * *")
@app.task(name="dugout.exchange.forget_answers", pass_context=False)
def forget_kept_answers(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the planned moment
    forget_answers(at=timezone.now())
