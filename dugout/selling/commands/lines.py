"""One line of an offer at a time: added, changed, removed."""

from datetime import datetime

from django.db import transaction

from dugout.history.terms import Author
from dugout.selling.commands.opportunities import lines_of, set_lines
from dugout.selling.models import OpportunityLine
from dugout.selling.parts.holding import take_open
from dugout.selling.terms import LineValues
from dugout.values.refused import Missing, Problem, Refused


def add_line(
    *, opportunity_id: int, line: LineValues, seen: int | None, by: Author, at: datetime
) -> OpportunityLine:
    """Puts one more line on the offer; the amount follows. Refused for what no line can be."""
    with transaction.atomic():
        offer = _offer(opportunity_id, seen)
        _write(opportunity_id, [*offer, line], len(offer), by=by, at=at)
        return OpportunityLine.objects.filter(opportunity=opportunity_id).latest("id")


def change_line(
    *, opportunity_id: int, line_id: int, line: LineValues, seen: int | None, by: Author, at: datetime
) -> OpportunityLine:
    """Writes a line anew. With another product it is another line, and its need matches go."""
    with transaction.atomic():
        offer, here = _offer(opportunity_id, seen), _place_of(opportunity_id, line_id)
        _write(opportunity_id, [*offer[:here], line, *offer[here + 1 :]], here, by=by, at=at)
        lines = OpportunityLine.objects.filter(opportunity=opportunity_id)
        return lines.filter(id=line_id).first() or lines.latest("id")


def remove_line(*, opportunity_id: int, line_id: int, seen: int | None, by: Author, at: datetime) -> None:
    """Takes a line off the offer, with its need matches: their gate is unmet again."""
    with transaction.atomic():
        offer, here = _offer(opportunity_id, seen), _place_of(opportunity_id, line_id)
        _write(opportunity_id, [*offer[:here], *offer[here + 1 :]], here, by=by, at=at)


def _offer(opportunity_id: int, seen: int | None) -> list[LineValues]:
    return lines_of(take_open(opportunity_id, seen=seen, yours={}))


def _write(opportunity_id: int, lines: list[LineValues], here: int, *, by: Author, at: datetime) -> None:
    """Sets the lines. Problems name the fields of the line at `here` alone, as its form does."""
    try:
        set_lines(opportunity_id=opportunity_id, lines=lines, seen=None, by=by, at=at)
    except Refused as refused:
        raise Refused([_plain(problem, here) for problem in refused.problems], code=refused.code) from None


def _plain(problem: Problem, place: int) -> Problem:
    return Problem(problem.field.removeprefix(f"lines.{place}."), problem.what, problem.remedy)


def _place_of(opportunity_id: int, line_id: int) -> int:
    lines = OpportunityLine.objects.filter(opportunity=opportunity_id).order_by("id")
    ids = list(lines.values_list("id", flat=True))
    if line_id not in ids:
        raise Missing.because("There is no such line.", "Read the offer again.")
    return ids.index(line_id)
