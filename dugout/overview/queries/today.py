"""Today: what needs this person now, in order, with why, each with its one button; and what stands beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dugout.access.terms import Viewer
from dugout.our_company.rules.wall import start_of_day
from dugout.overview.queries.today_handoffs import handoff_lines, handoffs_of, waiting_for_others
from dugout.overview.queries.today_lists import TodayLists, today_lists
from dugout.overview.rules.today import WEEK_DAYS, due_in_words, in_order, when_of_day, when_of_signal
from dugout.overview.terms.today import Reason, TodayLine, Waiting, When
from dugout.timeline.terms import SIGNAL_KIND, Severity
from dugout.values.wording import span_in_words

WHY_SIGNAL = {
    Reason.ON_MINE: "You own the account. Nobody has claimed it.",
    Reason.ON_NOBODYS: "Nobody owns the account, and you head a side. Nobody has claimed it.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The lines in order, and what stands beside them. `waiting` are hand-offs of mine that others have to move."""

    lines: tuple[TodayLine, ...]
    lists: TodayLists
    waiting: tuple[Waiting, ...]


def today_page(viewer: Viewer, *, at: datetime) -> Today:
    """Somebody's Today at a moment."""
    zone = ZoneInfo(viewer.zone)
    lists = today_lists(
        viewer,
        since=start_of_day(viewer.day - timedelta(days=1), zone),
        week=viewer.day + timedelta(days=WEEK_DAYS - 1),
    )
    handoffs = handoffs_of(viewer, lists.over, at=at, zone=zone)
    lines = in_order(
        [
            *handoff_lines(handoffs, lists.over, at=at),
            *(_signal(row, at) for row in lists.signals),
            *(_next_step(row, viewer.day) for row in lists.next_steps),
            *_promises(lists, viewer.day),
            *(_paper(row, at) for row in lists.papers),
        ]
    )
    return Today(lines=lines, lists=lists, waiting=waiting_for_others(handoffs, viewer))


def today_of(viewer: Viewer, *, at: datetime) -> tuple[TodayLine, ...]:
    """The lines alone, in order."""
    return today_page(viewer, at=at).lines


def _signal(row: Mapping[str, Any], at: datetime) -> TodayLine:
    reason, severity = row["reason"], Severity(row["severity"])
    kind = SIGNAL_KIND[row["kind"]]
    raised_at = datetime.fromisoformat(row["raised_at"])
    claimed = bool(row["claimed_by"])
    words = {Reason.MINE: "yours", Reason.WHERE_I_SELL: "open" if claimed else "without an answer"}
    return TodayLine(
        kind="signal",
        when=when_of_signal(severity, claimed=claimed),
        due=raised_at,
        account_id=row["account_id"],
        account=row["account"],
        mark=kind.position if kind.position != "client" else "am",
        chip=kind.label.capitalize(),
        chip_tone="good" if kind.good else {4: "bad", 3: "bad", 2: "warn"}.get(severity, "info"),
        chip_icon="star" if kind.good else "triangle-alert",
        text=row["text"],
        why=_why_signal(row, severity),
        big=span_in_words(at - raised_at),
        small=words.get(reason, "without an answer"),
        tone="hot" if severity >= Severity.SERIOUS and not claimed else "",
        button={Reason.MINE: "Resolve", Reason.WHERE_I_SELL: "Read signal"}.get(reason, "Claim"),
        href=f"/signals/{row['id']}/claim" if reason in WHY_SIGNAL else f"/signals/{row['id']}",
        does=reason in WHY_SIGNAL,
    )


def _why_signal(row: Mapping[str, Any], severity: Severity) -> str:
    if row["reason"] == Reason.WHERE_I_SELL:
        has_it = f"{row['claimed_by']} has it." if row["claimed_by"] else "Nobody has claimed it."
        return f"You sell or lately sold here: know this before you call. {has_it}"
    by = f"Raised by {row['raised_by']}" if row["raised_by"] else "Raised by a rule"
    return f"{by}, {severity.label}. {WHY_SIGNAL.get(row['reason'], 'You have it.')}"


def _next_step(row: Mapping[str, Any], today: date) -> TodayLine:
    due_on = _day(row["next_step_on"])
    big, small = due_in_words(due_on, today) if due_on else ("None", "no next step")
    return TodayLine(
        kind="next_step",
        when=When.TODAY,
        due=_start_of(due_on or today),
        account_id=row["account_id"],
        account=row["account"],
        mark="cf",
        chip="Next step due" if due_on else "Nothing next",
        chip_tone="warn",
        chip_icon="flag",
        text=f"{row['name']}: {row['next_step']}" if row["next_step"] else f"{row['name']} has no next step.",
        why=f"Step {row['number']}, {row['step']}. Every open sale has a next step with a day.",
        big=big,
        small=small,
        tone="warm" if due_on is None or due_on < today else "",
        button="Set next step",
        href=f"/opportunities/{row['id']}/next-step",
        asks=True,
    )


def _promises(lists: TodayLists, today: date) -> Iterator[TodayLine]:
    for row in lists.promises:
        due_on = date.fromisoformat(row["due_on"])
        when = when_of_day(due_on, today)
        assert when is not None  # the query asks for the week
        big, small = due_in_words(due_on, today)
        late = due_on < today
        whom = f"to {row['to']} " if row["to"] else ""
        yield TodayLine(
            kind="promise",
            when=when,
            due=_start_of(due_on),
            account_id=row["account_id"],
            account=row["account"],
            mark="am",
            chip="Promise late" if late else "Promise due",
            chip_tone="bad" if late else "warn",
            chip_icon="flag",
            text=row["text"],
            why=f"Promised {whom}by {row['by']}.",
            big=big,
            small=small,
            tone="hot" if late else "",
            button="Keep or break",
            href=f"/promises/{row['id']}",
        )


def _paper(row: Mapping[str, Any], at: datetime) -> TodayLine:
    drafted_at = datetime.fromisoformat(row["drafted_at"])
    days = (at - drafted_at).days
    arr = ", and moves no ARR," if row["kind"] == "contract" else ""
    return TodayLine(
        kind="paper",
        when=When.TODAY,
        due=drafted_at,
        account_id=row["account_id"],
        account=row["account"],
        mark="1b",
        chip=f"{row['kind'].capitalize()} to confirm",
        chip_tone="clay",
        chip_icon="receipt",
        text=f"The {row['kind']} of {row['sale'] or 'the sale'} is a draft.",
        why=f"It makes nobody a client{arr} until its signing day is confirmed.",
        big=f"{days} days" if days != 1 else "1 day",
        small="a draft",
        tone="warm" if days >= WEEK_DAYS else "",
        button=f"Confirm {row['kind']}",
        href=f"/papers/{row['id']}/confirm",
        asks=True,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=UTC)
