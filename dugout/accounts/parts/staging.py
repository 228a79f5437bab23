"""The stage of an account, as a rule decided it."""

from datetime import date, datetime

from dugout.accounts.models import Account, StageChange
from dugout.accounts.terms import Stage
from dugout.history.parts import record
from dugout.history.terms import Author, Subject


def keep_stage(
    *, account: Account, stage: Stage, on_day: date, because: str, by: Author, at: datetime
) -> None:
    """Writes a change of stage that a rule decided: dated, with the record that decided it. Nothing when it holds."""
    if account.stage == stage.value:
        return
    StageChange.objects.create(
        account=account, stage=stage.value, on_day=on_day, because=because[:200], recorded_at=at
    )
    record(
        kind="stage_changed",
        by=by,
        at=at,
        account_id=account.id,
        subject=Subject(kind="account", id=account.id),
        before={"stage": account.stage},
        after={"stage": stage.value, "on_day": on_day.isoformat(), "because": because},
    )
    account.stage = stage.value
    account.save(update_fields=["stage"])
