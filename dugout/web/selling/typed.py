"""Turns what was typed in the small forms into what selling's verbs take. Nothing is judged here but spelling."""

from collections.abc import Mapping
from datetime import date

from dugout.selling.terms import Who
from dugout.values.refused import Problem, Refused
from dugout.web.reading import read_day, read_id


class Typed:
    """The fields of a form whose names begin with `at`; what cannot be read is kept in `problems`."""

    def __init__(self, post: Mapping[str, str], at: str = "", problems: list[Problem] | None = None) -> None:
        self.post, self.at = post, at
        self.problems: list[Problem] = [] if problems is None else problems

    def name(self, field: str) -> str:
        return f"{self.at}-{field}" if self.at else field

    def text(self, field: str) -> str:
        return self.post.get(self.name(field), "").strip()

    def any(self, *fields: str) -> bool:
        """Whether somebody wrote in one of these fields."""
        return any(self.text(field) for field in fields)

    def id(self, field: str) -> int | None:
        return read_id(self.text(field))

    def who(self) -> Who:
        return Who(contact_id=self.id("contact"), new_name=self.text("new_name"))

    def day(self, field: str = "day") -> date | None:
        """A day, or None when it is empty or none, which is a problem then."""
        try:
            return read_day(self.text(field), self.name(field))
        except Refused as refused:
            self.problems += refused.problems
            return None

    def needed_day(self, field: str = "day") -> date | None:
        """As day; an empty one is a problem too."""
        if not self.text(field):
            self.wrong(field, "The day is missing.", "Write on which day it was.")
            return None
        return self.day(field)

    def check(self) -> None:
        """Refused with every problem of spelling at once, where there is one."""
        if self.problems:
            raise Refused(self.problems)

    def wrong(self, field: str, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.name(field), what, remedy))
