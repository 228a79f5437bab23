"""What is kept of people's books, folded every minute."""

from procrastinate.contrib.django import app

from dugout.accounts.commands.folding import fold_books


@app.periodic(cron="* * * * *")
@app.task(name="dugout.accounts.fold_books", pass_context=False)
def fold_the_books(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the planned moment
    fold_books()
