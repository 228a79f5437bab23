"""That a company is likely here already."""

from dataclasses import dataclass

from dugout.values.refused import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An account that is there already, as a hint names it."""

    id: int
    name: str
    domain: str
    city: str
    owner: str


class LikelyKnown(Refused):
    """The company is likely there already: `known` are the accounts that it may be."""

    usual_code = "likely-known"
    known: tuple[Known, ...] = ()

    @classmethod
    def because_of(cls, known: tuple[Known, ...]) -> "LikelyKnown":
        names = ", ".join(f"{one.name} ({one.id})" for one in known)
        made = cls.because(
            f"This company is likely here already: {names}.",
            "Go on with that account, or say that this is another company.",
            "name",
        )
        made.known = known
        return made
