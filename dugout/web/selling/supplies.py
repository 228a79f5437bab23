"""What was written into the small forms of gates, as supplies. A form in which nothing was written gives none."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from dugout.gates.terms import Part, Supply
from dugout.selling.commands.supplying import placed, write_line
from dugout.selling.queries.asks import Asks
from dugout.selling.terms import Who
from dugout.values.records import declared
from dugout.values.refused import Problem, Refused
from dugout.web.forms import typed_as
from dugout.web.selling.offer import read_line
from dugout.web.selling.typed import Typed

# A day that could not be read is told as a problem, and nothing is written then.
NO_DAY = date.min
LINE = ("product", "quantity", "unit_price", "discount_bp", "term_months")


def read_supplies(post: Mapping[str, str], asks: Asks) -> list[Supply]:
    """Everything that was written for these gates. Refused with every problem of spelling at once."""
    problems: list[Problem] = []
    found: list[Supply] = []
    line = Typed(post, "line")
    if asks.wants_a_line and line.any(*LINE):
        given = _texts(line, LINE)
        found += _read("line", lambda: read_line(given, asks), write_line, problems)
    for gate in asks.gates:
        of_gate: list[Supply] = []
        for part in asks.parts(gate):
            at = f"g{gate.gate.id}-{part.at}".removesuffix("-")
            if _tells(Typed(post, at), part) and not (part.otherwise and of_gate):
                of_gate += _read_part(Typed(post, at), part, asks.sale.currency, problems)
        found += of_gate
    if problems:
        raise Refused(problems)
    return found


def read_reasons(post: Mapping[str, str], asks: Asks) -> dict[int, str]:
    """Why somebody goes on without, by gate."""
    typed = {gate.gate.id: post.get(f"reason-{gate.gate.id}", "").strip() for gate in asks.gates}
    return {gate_id: reason for gate_id, reason in typed.items() if reason}


def read_part(post: Mapping[str, str], part: Part, currency: str) -> Supply:
    """What was written into a form of one part. Refused with what cannot be read."""
    problems: list[Problem] = []
    found = _read_part(Typed(post), part, currency, problems)
    if problems:
        raise Refused(problems)
    return found[0]


def _read_part(form: Typed, part: Part, currency: str, problems: list[Problem]) -> list[Supply]:
    """The values of one part, each read by its type."""
    asked = [one for one in declared(part.values) if one.name in part.asks]
    known: dict[str, Any] = {**part.fixed, **{one.name: form.who() for one in asked if one.kind is Who}}
    written = [one for one in asked if one.name not in known and (one.must_be_given or form.any(one.public))]
    texts = _texts(form, (one.public for one in written))
    return _read(
        form.at, lambda: typed_as(part.values, texts, currency=currency, **known), part.write, problems
    )


def _read(
    at: str, values: Callable[[], Any], write: Callable[[Any, Any], Any], problems: list[Problem]
) -> list[Supply]:
    """What was read, or nothing: then `problems` holds why, each by where its field stands."""
    try:
        return [Supply(at=at, values=values(), write=write)]
    except Refused as refused:
        problems += [placed(at, problem) for problem in refused.problems]
        return []


def _texts(form: Typed, names: Iterable[str]) -> QueryDict:
    """What stands in these fields, by the names that they have without their place."""
    texts = QueryDict(mutable=True)
    texts.update({name: form.text(name) for name in names})
    return texts


def _tells(form: Typed, part: Part) -> bool:
    """Whether a field was filled in that says something by itself."""
    telling = [one for one in declared(part.values) if one.name in part.asks and part.asks[one.name].tells]
    return any(form.any(one.public, *(["new_name"] if one.kind is Who else [])) for one in telling)
