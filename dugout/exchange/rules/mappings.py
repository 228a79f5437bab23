"""From a mapping's TOML to a value, with every mistake in it named where it stands."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from dugout.exchange.rules.cells import day_pattern
from dugout.exchange.rules.stages import read_stages
from dugout.exchange.terms.mappings import UNITS, ColumnRule, FileRule, SourceMapping, Writing
from dugout.exchange.terms.rows import FIELDS, FieldType, FileKind
from dugout.our_company.rules.company import EARLIEST, check_day
from dugout.values.money import DECIMALS
from dugout.values.refused import Problem, Refused
from dugout.values.zones import time_zones

SEE = "See docs/importing.md for what a mapping holds."
SOURCE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
# Where nobody says since when somebody works here, they did on each day that the files can name.
SINCE_ALWAYS = EARLIEST
TOP = {"source", "company", "currency", "zone", "department", "since", "reading", "files"}
READING = {"encoding", "delimiter", "dates", "decimal", "thousands"}
OF_FILE = READING | {"kind", "file", "id", "fields", "stages"}
OF_FIELD = {"column", "unit", "mend", "empty", "dates", "decimal", "thousands"}


class MappingProblems:
    """Collects what is wrong, each with its place in the file."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, place: str, what: str) -> None:
        self.found.append(Problem(place, f"{place}: {what}" if place else what, ""))

    def unknown(self, place: str, given: Mapping[str, Any], known: set[str]) -> None:
        for name in given:
            if name not in known:
                self.add(place, f"{name!r} means nothing here; known are {', '.join(sorted(known))}.")

    def text(self, place: str, given: Mapping[str, Any], name: str, usual: str) -> str:
        value = given.get(name, usual)
        if not isinstance(value, str):
            self.add(place, f"{name} must be a text in quotes.")
            return usual
        return value


def read_mapping(text: str, *, name: str) -> SourceMapping:
    """The mapping of a TOML text. Refused with all mistakes; `name` says in messages which file it is."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused.because(f"The mapping {name} is not TOML: {error}.", SEE, code="bad-mapping") from None
    problems = MappingProblems()
    mapping = _read(given, problems, hashlib.sha256(text.encode()).hexdigest())
    if problems.found:
        first = Problem("", f"The mapping {name} cannot be used.", SEE)
        raise Refused((first, *problems.found), code="bad-mapping")
    return mapping


def _read(given: Mapping[str, Any], problems: MappingProblems, digest: str) -> SourceMapping:
    problems.unknown("", given, TOP)
    source = problems.text("", given, "source", "")
    if not SOURCE.fullmatch(source):
        problems.add("source", "give a short name in small letters and digits, such as crm.")
    currency = problems.text("", given, "currency", "")
    if currency not in DECIMALS:
        problems.add("currency", "give three capital letters, such as EUR.")
        currency = "EUR"
    zone = problems.text("", given, "zone", "")
    if zone not in time_zones():
        problems.add("zone", "give a time zone such as Europe/Berlin.")
    since = given.get("since", SINCE_ALWAYS)
    if type(since) is not date or check_day(since, "since"):
        problems.add("since", "give a day such as 2016-10-01, without quotes.")
        since = SINCE_ALWAYS
    reading = _table(problems, "reading", given.get("reading", {}))
    problems.unknown("reading", reading, READING)
    files = given.get("files", [])
    if not isinstance(files, list) or not files or not all(isinstance(one, dict) for one in files):
        problems.add("files", "list at least one file as [[files]].")
        files = []
    return SourceMapping(
        source=source,
        company=problems.text("", given, "company", "Imported company"),
        currency=currency,
        zone=zone,
        department=problems.text("", given, "department", "Outside Sales"),
        since=since,
        files=tuple(found for n, one in enumerate(files, 1) if (found := _file(n, one, reading, problems))),
        digest=digest,
    )


def _file(
    number: int, given: Mapping[str, Any], reading: Mapping[str, Any], problems: MappingProblems
) -> FileRule | None:
    place = f"files {number}"
    problems.unknown(place, given, OF_FILE)
    if given.get("kind") not in [kind.value for kind in FileKind]:
        problems.add(place, f"kind must be one of {', '.join(FileKind)}.")
        return None
    kind = FileKind(given["kind"])
    file = problems.text(place, given, "file", "")
    if not file or "/" in file or "\\" in file:
        problems.add(place, "file must be the plain name of a file.")
    place = f"files {number} ({file})" if file else place
    identity = given.get("id")
    if not isinstance(identity, list) or not identity or not all(isinstance(one, str) for one in identity):
        problems.add(place, 'id must list the columns that identify a row, such as ["account"].')
        identity = []
    both = {**reading, **{key: value for key, value in given.items() if key in READING}}
    return FileRule(
        kind=kind,
        file=file,
        id=tuple(identity),
        fields=_fields(place, kind, given, both, problems),
        stages=read_stages(place, kind, _table(problems, place, given.get("stages", {})), problems.add),
        encoding=problems.text(place, both, "encoding", "auto"),
        delimiter=_delimiter(place, both, problems),
    )


def _delimiter(place: str, given: Mapping[str, Any], problems: MappingProblems) -> str:
    delimiter = problems.text(place, given, "delimiter", "auto")
    if delimiter != "auto" and (len(delimiter) != 1 or delimiter in '"\r\n'):
        problems.add(place, 'delimiter must be one sign such as ";", or "auto".')
    return delimiter


def _fields(
    place: str,
    kind: FileKind,
    given: Mapping[str, Any],
    reading: Mapping[str, Any],
    problems: MappingProblems,
) -> dict[str, ColumnRule]:
    fields = _table(problems, place, given.get("fields", {}))
    known = FIELDS[kind]
    problems.unknown(f"{place} fields", fields, set(known))
    for name, rule in known.items():
        if rule.required and name not in fields:
            problems.add(f"{place} fields", f"{name} must be there.")
    return {
        name: found
        for name, value in fields.items()
        if name in known
        and (found := _column(f"{place} {name}", value, reading, known[name].type, problems)) is not None
    }


def _column(
    place: str, value: Any, reading: Mapping[str, Any], type_: FieldType, problems: MappingProblems
) -> ColumnRule | None:
    given = {"column": value} if isinstance(value, str) else value
    if not isinstance(given, dict) or not isinstance(given.get("column"), str):
        problems.add(place, 'give the column, such as "sector" or { column = "sector" }.')
        return None
    problems.unknown(place, given, OF_FIELD)
    unit = problems.text(place, given, "unit", "ones")
    if unit not in UNITS or (unit != "ones" and type_ not in (FieldType.MONEY, FieldType.NUMBER)):
        problems.add(place, f"unit is for numbers, and one of {', '.join(UNITS)}.")
        unit = "ones"
    mend = _table(problems, place, given.get("mend", {}))
    empty = given.get("empty", [])
    if not all(isinstance(better, str) for better in mend.values()):
        problems.add(place, 'mend must hold texts, such as { technolgy = "technology" }.')
    if not isinstance(empty, list) or not all(isinstance(one, str) for one in empty):
        problems.add(place, 'empty must list texts that mean nothing, such as ["-"].')
        empty = []
    return ColumnRule(
        column=given["column"],
        writing=_writing(place, {**reading, **given}, problems),
        unit=unit,
        mend=mend,
        empty=frozenset(empty),
    )


def _writing(place: str, given: Mapping[str, Any], problems: MappingProblems) -> Writing:
    usual = Writing()
    dates = problems.text(place, given, "dates", usual.dates)
    decimal = problems.text(place, given, "decimal", usual.decimal)
    thousands = problems.text(place, given, "thousands", usual.thousands)
    try:
        day_pattern(dates)
    except ValueError as error:
        problems.add(place, f"dates: {error}.")
    if len(decimal) != 1 or len(thousands) > 1 or decimal == thousands or (decimal + thousands).isalnum():
        problems.add(place, "decimal is one sign, thousands another or none.")
    return Writing(dates=dates, decimal=decimal, thousands=thousands)


def _table(problems: MappingProblems, place: str, given: Any) -> dict[str, Any]:
    if isinstance(given, dict):
        return given
    problems.add(place, "must be a table of names and values.")
    return {}
