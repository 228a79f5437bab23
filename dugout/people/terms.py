"""The words of people."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, NamedTuple

from dugout.values.records import Line


class Scope(StrEnum):
    """What an API token may be used for; each holds the ones before it."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


class LinkPurpose(StrEnum):
    FIRST_ADMIN = "first_admin"
    INVITATION = "invitation"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonValues:
    """What a person writes on a person. No email: they hold things and never sign in."""

    name: Annotated[str, Line(200)]
    email: str | None = None
    title: Annotated[str, Line(200)] = ""
    phone: Annotated[str, Line(40)] = ""
    time_zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostValues:
    """What is effective-dated about a person, from `from_day` on."""

    department_id: int
    from_day: date
    reports_to_id: int | None = None
    location_id: int | None = None
    own_hours_id: int | None = None
    carries_quota: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceValues:
    """The days of an absence, both included. Without a stand-in the manager acts."""

    first_day: date
    last_day: date
    stand_in_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenValues:
    """What somebody says of a token that they want."""

    name: Annotated[str, Line(100)]
    scopes: frozenset[Scope]
    days: int = 90


class PersonToImport(NamedTuple):
    """Somebody in another system's file: id there, and whom they report to, by id or name there ("" for nobody).

    `first` when no file said anything of them before, though others may have named them as their manager.
    """

    external_id: str
    values: PersonValues
    manager: str
    location_id: int | None
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFacts:
    """Where a person stands on a day, read with department and side."""

    person_id: int
    person_name: str
    department_id: int | None
    department_name: str
    side: str
    mark: str
    reports_to_id: int | None
    location_id: int | None
    own_hours_id: int | None
    carries_quota: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSpan:
    """Whom somebody reports to from a day until the day before another; no end is None."""

    person_id: int
    manager_id: int | None
    from_day: date
    until_day: date | None = None

    def holds(self, day: date) -> bool:
        return self.from_day <= day and (self.until_day is None or day < self.until_day)
