"""What somebody chose to see, as the address says it: kind, whose, with an account or without."""

from dataclasses import dataclass
from urllib.parse import urlencode

from dugout.our_company.queries.choices import choices_of_departments
from dugout.people.queries.directory import choices_of_people
from dugout.selling.queries.chosen import Chosen
from dugout.selling.terms import OpportunityKind
from dugout.web.guard import SignedInRequest
from dugout.web.reading import read_id

EVERYONE, MINE = "all", "mine"
KINDS = {
    OpportunityKind.NEW_BUSINESS: "New business",
    OpportunityKind.EXPANSION: "Expansion",
    OpportunityKind.RENEWAL: "Renewal",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The choice as the query reads it, as the address writes it, and in words."""

    chosen: Chosen
    whose: str
    words: str

    def address(self, path: str = "/selling", **other: str | None) -> str:
        """The same choice elsewhere, or with some of it changed; what is None or usual is left out."""
        usual = {"kind": OpportunityKind.NEW_BUSINESS.value, "whose": EVERYONE, "account": ""}
        now = {
            "kind": self.chosen.kind.value,
            "whose": self.whose,
            "account": "none" if self.chosen.without_account else "",
        }
        asked = {key: value for key, value in {**now, **other}.items() if value and value != usual.get(key)}
        return f"{path}?{urlencode(asked)}" if asked else path


def read_choice(request: SignedInRequest) -> Choice:
    """What the address asks for; what it names and is not there counts as everyone's."""
    viewer, asked = request.viewer, request.GET
    kind = asked.get("kind", "")
    whose = asked.get("whose", EVERYONE)
    word, _, key = whose.partition("-")
    number, words = read_id(key), ""
    if word == "person" and number:
        words = dict(choices_of_people()).get(number, "")
    elif word == "department" and number:
        words = dict(choices_of_departments()).get(number, "")
    elif whose == MINE:
        words = "Yours"
    if not words:
        whose, number, words, word = EVERYONE, None, "Everyone’s", ""
    return Choice(
        chosen=Chosen(
            day=viewer.day,
            kind=OpportunityKind(kind) if kind in tuple(OpportunityKind) else OpportunityKind.NEW_BUSINESS,
            mine=viewer.acts_for if whose == MINE else frozenset(),
            owner_id=number if word == "person" else None,
            department_id=number if word == "department" else None,
            without_account=asked.get("account") == "none",
        ),
        whose=whose,
        words=words,
    )
