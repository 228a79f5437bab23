"""The stages of a hand-off as its page draws them."""

from datetime import date

from dugout.handoffs.queries.page import HandoffPage
from dugout.handoffs.terms import HandoffState
from dugout.web.formats import day, moment
from dugout.web.jinja import reader_zone, today

Stage = tuple[str, str, str]


def stages(page: HandoffPage) -> list[Stage]:
    """Title, note, and done, now or nothing, for each stage."""
    sent = page.submissions[-1] if page.submissions else None
    return [
        ("Debrief written", _first(page.handoff.hands_over.name), "done" if sent else "now"),
        (
            "Handed over",
            f"{_first(sent.by.name)}, {moment(sent.at, reader_zone(), today())}" if sent else "",
            "done" if sent else "",
        ),
        _decision(page),
        _introduction(page),
    ]


def _decision(page: HandoffPage) -> Stage:
    if page.state is HandoffState.WITHDRAWN:
        return "Withdrawn", day(_ended(page), today()), "now"
    if page.acceptance is not None:
        return "Accepted", f"{_first(page.acceptance.by.name)}, {day(_ended(page), today())}", "done"
    due = f", by {moment(page.clock.reading.due_at, reader_zone(), today())}" if page.clock else ""
    if page.state is HandoffState.RETURNED:
        return "Mend and submit again", f"{_first(page.mover_name)}{due}", "now"
    if page.state is HandoffState.SUBMITTED:
        return "Accept or return", f"{page.mover_name}{due}", "now"
    return "Accept or return", page.receiver_name, ""


def _introduction(page: HandoffPage) -> Stage:
    if page.acceptance is None:
        return "Introduce the client", "", ""
    if page.clock is None:
        return "Client introduced", "", "done"
    return (
        "Introduce the client",
        f"{_first(page.mover_name)}, by {moment(page.clock.reading.due_at, reader_zone(), today())}",
        "now",
    )


def _ended(page: HandoffPage) -> date | None:
    ended = page.handoff.ended_at
    return ended.astimezone(reader_zone()).date() if ended else None


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0] if name else ""
