"""What stands at the head of an account's page: about it, its life as stages, its score strip."""

from datetime import datetime

from dugout.overview.queries.snapshot import Snapshot
from dugout.overview.terms.snapshot import Phase
from dugout.selling.queries.where import Where
from dugout.web import formats
from dugout.web.jinja import local_day, today

# A stage of the life: its title, a note below it, and done, now or neither.
type_of_stage = tuple[str, str, str]
# A cell of the score strip: label, figure, note, tone.
type_of_cell = tuple[str, str, str, str]


def about_in_words(snapshot: Snapshot) -> str:
    """Food manufacturer, Leeds. 1,450 people. Client since 30 Jan 2024."""
    account, since = snapshot.account, snapshot.figures.client_since
    parts = [
        ", ".join(filter(None, (account.industry, account.city, account.country))),
        formats.plural(account.employees, "person", "people") if account.employees else "",
        f"Client since {formats.day(since, today())}" if since else "",
    ]
    return " ".join(f"{part}." for part in parts if part) or "No industry or place is written down yet."


def phase_in_words(snapshot: Snapshot) -> str:
    """The phase, with the time left where a day is known: Renewal, in 74 days."""
    renewal_on = snapshot.figures.renewal_on
    if snapshot.phase is Phase.RENEWAL and renewal_on:
        return f"Renewal, {formats.days_ago(renewal_on, today())}"
    return snapshot.phase.label


def stages_of(snapshot: Snapshot) -> list[type_of_stage]:
    """Selling, hand-off, managed, renewal, growth: what is behind the client, and where it is now."""
    now = snapshot.phase
    renewal_on = snapshot.figures.renewal_on
    return [
        ("Selling", _selling(snapshot), "now" if now is Phase.SELLING else "done"),
        ("Hand-off", *_handoff(snapshot)),
        ("Managed", *_managed(snapshot)),
        (
            "Renewal",
            _sale(snapshot, "renewal") or (f"On {formats.day(renewal_on, today())}" if renewal_on else "No date"),
            "now" if now is Phase.RENEWAL else "done" if "renewal" in snapshot.beside.movements else "",
        ),
        (
            "Growth",
            _sale(snapshot, "expansion") or "No expansion open",
            "now" if now is Phase.GROWTH else "done" if "expansion" in snapshot.beside.movements else "",
        ),
    ]  # fmt: skip


def cells_of(snapshot: Snapshot) -> list[type_of_cell]:
    """What the record knows, in figures. A figure that nothing computed is a word."""
    figures = snapshot.figures
    contact, proper = _days(snapshot.last_contact_at), _days(snapshot.last_proper_at)
    wrote = [one.department for one in snapshot.changed[:2]]
    more = len(snapshot.changed) - len(wrote)
    return [
        (
            "ARR",
            formats.money_tight(figures.arr, figures.currency) if figures.arr else "None",
            "by confirmed contracts" if figures.arr else "no contract is confirmed",
            "",
        ),
        (
            "Renews",
            formats.day(figures.renewal_on, today()) or "No date",
            formats.days_ago(figures.renewal_on, today()) if figures.renewal_on else "no contract runs",
            "",
        ),
        (
            "Open sales",
            str(figures.open_opportunities) if figures.open_opportunities else "None",
            formats.money_tight(figures.open_amount, figures.currency) if figures.open_amount else "no amount",
            "",
        ),
        ("Last contact", contact, "to, from or with a contact", ""),
        ("Proper conversation", proper, "two-way, and no support", "bad" if proper == "Never" else ""),
        (
            "Changed in 7 days",
            str(snapshot.changes),
            ", ".join(wrote) + (f" and {formats.plural(more, 'other')}" if more > 0 else "") or "by nobody",
            "",
        ),
    ]  # fmt: skip


def _days(moment: datetime | None) -> str:
    if moment is None:
        return "Never"
    words = formats.days_ago(local_day(moment), today())
    return words[:1].upper() + words[1:]


def _selling(snapshot: Snapshot) -> str:
    sale = next((one for one in snapshot.where if one.kind == "new_business"), None)
    if sale is not None and snapshot.phase is Phase.SELLING:
        return f"Step {sale.step} of {sale.of}"
    return "No sale is open" if snapshot.phase is Phase.SELLING else "Won"


def _handoff(snapshot: Snapshot) -> tuple[str, str]:
    handoff = snapshot.beside.handoff
    if handoff is None:
        return "There was none", "done" if snapshot.managed else ""
    if handoff.ended_at is None:
        return handoff.state.capitalize(), "now"
    words = f"{handoff.state.capitalize()} {formats.day(local_day(handoff.ended_at), today())}"
    return words, "done" if handoff.state == "accepted" else ""


def _managed(snapshot: Snapshot) -> tuple[str, str]:
    since = snapshot.figures.managed_since
    if snapshot.phase is Phase.MANAGED:
        return (
            f"Since {formats.day(local_day(since), today())}" if since else "No account manager yet"
        ), "now"
    return (f"Since {formats.day(local_day(since), today())}", "done") if since else ("Not yet", "")


def _sale(snapshot: Snapshot, kind: str) -> str:
    """The first open sale of a kind: Step 2 of 5, agree the case."""
    sale: Where | None = next((one for one in snapshot.where if one.kind == kind), None)
    return f"Step {sale.step} of {sale.of}: {sale.step_name.lower()}" if sale else ""
