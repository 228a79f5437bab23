"""What all rows of one file have in common."""

from dataclasses import dataclass
from datetime import date, datetime

from dugout.exchange.models import ImportRun
from dugout.exchange.terms.mappings import FileRule, SourceMapping
from dugout.history.terms import Allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The run, its mapping and the rule of the file; `today` is the company's day of the import's moment.

    `zones` are those in which any run of the source read its days.
    """

    run: ImportRun
    mapping: SourceMapping
    rule: FileRule
    by: Allowed
    at: datetime
    today: date
    zones: frozenset[str]

    @property
    def source(self) -> str:
        return self.mapping.source

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the file knows: what it says nothing of stays as it is."""
        return frozenset(self.rule.fields)
