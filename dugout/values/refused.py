"""How a command says no: what is wrong, and what to do about it.

Nothing was written when one of these is raised. `code` is for machines (kebab-case), problems for people.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar, Self

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `field` as form and API name it ("" for the whole), what, and the remedy."""

    field: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".strip()


class Refused(Exception):
    """The answer is no, for these problems."""

    usual_code: ClassVar[str] = "refused"
    problems: tuple[Problem, ...]
    code: str

    def __init__(self, problems: Iterable[Problem], *, code: str | None = None) -> None:
        self.problems = tuple(problems)
        self.code = code or self.usual_code
        if not self.problems:
            raise ValueError("A refusal names at least one problem.")
        if not _KEBAB.fullmatch(self.code):
            raise ValueError(f"A refusal's code is kebab-case; {self.code!r} is not.")
        super().__init__(" ".join(map(str, self.problems)))

    @classmethod
    def because(cls, what: str, remedy: str, field: str = "", code: str | None = None) -> Self:
        """A refusal for one problem."""
        return cls((Problem(field, what, remedy),), code=code)


class Stale(Refused):
    """The record changed since it was read: `theirs` is its state now, `yours` what was to be written."""

    usual_code = "stale"

    def __init__(
        self,
        problems: Iterable[Problem],
        *,
        theirs: Mapping[str, Any] = _NOTHING,
        yours: Mapping[str, Any] = _NOTHING,
        code: str | None = None,
    ) -> None:
        super().__init__(problems, code=code)
        self.theirs, self.yours = theirs, yours

    @classmethod
    def because(
        cls,
        what: str,
        remedy: str,
        field: str = "",
        code: str | None = None,
        *,
        theirs: Mapping[str, Any] = _NOTHING,
        yours: Mapping[str, Any] = _NOTHING,
    ) -> Self:
        return cls((Problem(field, what, remedy),), theirs=theirs, yours=yours, code=code)


class Taken(Refused):
    """A lost race: somebody else was first. `winner` is the name of who won."""

    usual_code = "taken"

    def __init__(self, problems: Iterable[Problem], *, winner: str = "", code: str | None = None) -> None:
        super().__init__(problems, code=code)
        self.winner = winner

    @classmethod
    def because(
        cls, what: str, remedy: str, field: str = "", code: str | None = None, *, winner: str = ""
    ) -> Self:
        return cls((Problem(field, what, remedy),), winner=winner, code=code)


class NotAllowed(Refused):
    """The access table says no: `rule` is the sentence that refused, `ask` whom to ask instead."""

    usual_code = "not-allowed"

    def __init__(
        self, problems: Iterable[Problem], *, rule: str = "", ask: str = "", code: str | None = None
    ) -> None:
        super().__init__(problems, code=code)
        self.rule, self.ask = rule, ask

    @classmethod
    def because(
        cls,
        what: str,
        remedy: str,
        field: str = "",
        code: str | None = None,
        *,
        rule: str = "",
        ask: str = "",
    ) -> Self:
        return cls((Problem(field, what, remedy),), rule=rule, ask=ask, code=code)

    @classmethod
    def because_of(cls, *, rule: str, ask: str = "") -> Self:
        """A refusal whose whole text is the rule, and whom to ask."""
        return cls.because(rule, f"Ask {ask}." if ask else "", rule=rule, ask=ask)


class Missing(Refused):
    """The record is not there, or may not be known to be there."""

    usual_code = "missing"
