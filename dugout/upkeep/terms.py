"""The words of upkeep."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What somebody holds and would leave behind, each as (id, name), by name.

    `handoffs` are to answer, `handing_over` given by them. `memberships` are open sales of others on whose team
    they are, `needs` and `promises` those of clients that are open. `reports` are who reports to them, `absences`
    those for whom they are to stand in.
    """

    accounts: tuple[tuple[int, str], ...] = ()
    opportunities: tuple[tuple[int, str], ...] = ()
    handoffs: tuple[tuple[int, str], ...] = ()
    handing_over: tuple[tuple[int, str], ...] = ()
    memberships: tuple[tuple[int, str], ...] = ()
    needs: tuple[tuple[int, str], ...] = ()
    promises: tuple[tuple[int, str], ...] = ()
    signals: tuple[tuple[int, str], ...] = ()
    reports: tuple[tuple[int, str], ...] = ()
    departments: tuple[tuple[int, str], ...] = ()
    sides: tuple[str, ...] = ()
    deputy_of: tuple[str, ...] = ()
    absences: tuple[tuple[int, str], ...] = ()

    @property
    def to_pass_on(self) -> bool:
        """Whether somebody has to take something over; the rest ends, is given back, or falls to a manager."""
        return bool(
            self.accounts
            or self.opportunities
            or self.handoffs
            or self.handing_over
            or self.promises
            or self.departments
            or self.sides
        )

    @property
    def counts(self) -> dict[str, int]:
        """How much of each there is, for history; what there is none of is left out."""
        return {name: len(held) for name in self.__slots__ if (held := getattr(self, name))}


# What the papers of an account decide together, and the hourly job brings up to date.
BY_PAPERS = "arr, renewal, client since or stage"
MENDED_AT_NIGHT = "The nightly job corrects it, and tells the administrators; please report it."


@dataclass(frozen=True, slots=True, kw_only=True)
class FalseFigure:
    """A column of the figures, and the accounts in which it differs from its source."""

    what: str
    account_ids: tuple[int, ...]

    @property
    def where(self) -> str:
        """`open signals of account 12`, `ARR of 7 accounts (1, 4, 9, 12, 13, ...)`."""
        count, first = len(self.account_ids), ", ".join(map(str, self.account_ids[:5]))
        of = f"account {first}" if count == 1 else f"{count:,} accounts ({first}{', ...' * (count > 5)})"
        return f"{self.what} of {of}"

    @property
    def sentence(self) -> str:
        remedy = "The hourly job corrects it." if self.what == BY_PAPERS else MENDED_AT_NIGHT
        return f"This figure differs from its source: {self.where}. {remedy}"
