"""The words of access: what can be done, and the answer to whether somebody may."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dugout.history.terms import Author
from dugout.people.models import Person
from dugout.people.terms import PostFacts


class Action(StrEnum):
    """Everything that the doors let somebody do. One row of the table each."""

    READ = "read"
    OWN_SETTINGS = "own_settings"
    PLAN_ABSENCE = "plan_absence"
    LOG_ENTRY = "log_entry"
    WITHDRAW_ENTRY = "withdraw_entry"
    RAISE_SIGNAL = "raise_signal"
    CLAIM_SIGNAL = "claim_signal"
    RELEASE_SIGNAL = "release_signal"
    RESOLVE_SIGNAL = "resolve_signal"
    ADD_ACCOUNT = "add_account"
    CORRECT_ACCOUNT = "correct_account"
    CHANGE_OWNER = "change_owner"
    ADD_CONTACT = "add_contact"
    CORRECT_CONTACT = "correct_contact"
    ADD_OPPORTUNITY = "add_opportunity"
    CHANGE_OPPORTUNITY = "change_opportunity"
    UNDO_WIN = "undo_win"
    WRITE_DOCUMENT = "write_document"
    SETTLE_PROMISE = "settle_promise"
    CONFIRM_TERMS = "confirm_terms"
    OPEN_HANDOFF = "open_handoff"
    WRITE_DEBRIEF = "write_debrief"
    SUBMIT_HANDOFF = "submit_handoff"
    ANSWER_HANDOFF = "answer_handoff"
    CHOOSE_RECEIVER = "choose_receiver"
    CONFIGURE = "configure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who asks: the person with today's post, everybody in whose place they act, and the author they are.

    `day` is today in the company's `zone`; `absent` are those who are away on it, each with the stand-in.
    """

    person: Person
    post: PostFacts
    author: Author
    acts_for: frozenset[int]
    absent: Mapping[int, int | None]
    day: date
    zone: str

    @property
    def is_admin(self) -> bool:
        return self.person.is_admin


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The table's answer: allowed, else by which rule not, and whom to ask."""

    allowed: bool
    rule: str
    ask: str = ""
