"""What an account shows of its papers: ARR, next renewal, client since, and the stage by rule."""

from datetime import date, datetime, timedelta

from dugout.accounts.models import Account, StageChange
from dugout.accounts.parts import keep_stage, refresh
from dugout.accounts.parts.figures import write_figure
from dugout.history.parts import record
from dugout.history.terms import Author, Subject
from dugout.revenue.models import Paper
from dugout.revenue.parts.movements import carried_by, move
from dugout.revenue.queries.figures import PATH, STANDING, figures_by
from dugout.revenue.queries.standing import standings_of
from dugout.revenue.rules import changes_to_keep
from dugout.revenue.terms import PaperKind, Standing


def bring_up_to_date(*, account: Account, day: date, by: Author, at: datetime) -> None:
    """Ends the contracts that ran out before `day`, then keeps figures and stage as of `day`.

    `account` is the row that `hold` gave.
    """
    _end_contracts(account.id, day, by, at)
    found = standings_of((account.id,), day=day)
    write_figure(STANDING, figures_by(found), at=at)
    refresh((account.id,), PATH, at=at)
    _keep_stage(account, found[account.id], day, by, at)


def _end_contracts(account_id: int, day: date, by: Author, at: datetime) -> None:
    """A contract that runs out moves ARR on the day after its last one (book 08)."""
    over = Paper.objects.filter(
        account_id=account_id,
        kind=PaperKind.CONTRACT.value,
        confirmed_at__isnull=False,
        ended_at=None,
        ends_on__lt=day,
    ).order_by("ends_on", "id")
    for contract in over:
        assert contract.ends_on is not None
        left = carried_by([contract.id], account_id)
        after = contract.ends_on + timedelta(days=1)
        contract.ended_at = at
        contract.save(update_fields=["ended_at"])
        record(
            kind="contract_ended",
            by=by,
            at=at,
            account_id=account_id,
            subject=Subject(kind="paper", id=contract.id),
            after={"ends_on": contract.ends_on.isoformat()},
        )
        move(contract=contract, on_day=after, event_on=after, amount=-left, by=by, at=at)


def _keep_stage(account: Account, found: Standing, day: date, by: Author, at: datetime) -> None:
    """Writes every change of stage that the rule dates after the last one kept, each with what decided it."""
    last = StageChange.objects.filter(account=account).order_by("-on_day", "-id").first()
    for on_day, stage, because in changes_to_keep(found, day=day, kept_until=last.on_day if last else None):
        keep_stage(account=account, stage=stage, on_day=on_day, because=because, by=by, at=at)
