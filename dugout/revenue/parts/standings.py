"""What many accounts show of their papers, written together: the set-based face of `standing`."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from dugout.accounts.models import Account, StageChange
from dugout.accounts.parts.figures import write_figure
from dugout.bulk.copying import change_rows, copy_rows
from dugout.history.parts import record_many
from dugout.history.terms import Author, ManyChanged
from dugout.revenue.queries.figures import STANDING, figures_by
from dugout.revenue.rules import changes_to_keep
from dugout.revenue.terms import Standing


def keep_standings(
    accounts: Sequence[Account],
    found: Mapping[int, Standing],
    *,
    day: date,
    zone: ZoneInfo,
    by: Author,
    at: datetime,
) -> int:
    """Writes figures and changes of stage that differ; returns of how many accounts. Hold the accounts first.

    A change of stage is dated on the day on which it happened.
    """
    standings = {one.id: found[one.id] for one in accounts}
    changed = write_figure(STANDING, figures_by(standings), at=at)
    staged = _keep_stages(accounts, found, day=day, zone=zone, by=by, at=at)
    return len(staged.union(changed))


def _keep_stages(
    accounts: Sequence[Account],
    found: Mapping[int, Standing],
    *,
    day: date,
    zone: ZoneInfo,
    by: Author,
    at: datetime,
) -> set[int]:
    newest = StageChange.objects.filter(account__in=accounts).order_by("account_id", "-on_day", "-id")
    kept_until = dict(newest.distinct("account_id").values_list("account_id", "on_day"))
    rows: list[tuple[int, str, date, str, datetime]] = []
    told: list[ManyChanged] = []
    stages: dict[int, str] = {}
    for one in accounts:
        before = one.stage
        changes = changes_to_keep(found[one.id], day=day, kept_until=kept_until.get(one.id))
        for on_day, stage, because in changes:
            if stage.value == before:
                continue
            rows.append((one.id, stage.value, on_day, because[:200], at))
            after = {"stage": stage.value, "on_day": on_day.isoformat(), "because": because}
            happened_at = datetime.combine(on_day, time.min, zone)
            told.append(ManyChanged(one.id, one.id, {"stage": before}, after, happened_at))
            before = stages[one.id] = stage.value
    if rows:
        copy_rows(StageChange, ("account_id", "stage", "on_day", "because", "recorded_at"), rows)
        change_rows(Account, ("stage",), stages.items())
        record_many(kind="stage_changed", by=by, at=at, subject_kind="account", changes=told)
    return set(stages)
