"""The words of upkeep."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What somebody holds and would leave behind, each as (id, name), by name.

    `reports` are who reports to them, `absences` those for whom they are to stand in.
    """

    accounts: tuple[tuple[int, str], ...] = ()
    opportunities: tuple[tuple[int, str], ...] = ()
    handoffs: tuple[tuple[int, str], ...] = ()
    signals: tuple[tuple[int, str], ...] = ()
    reports: tuple[tuple[int, str], ...] = ()
    departments: tuple[tuple[int, str], ...] = ()
    sides: tuple[str, ...] = ()
    deputy_of: tuple[str, ...] = ()
    absences: tuple[tuple[int, str], ...] = ()

    @property
    def to_pass_on(self) -> bool:
        """Whether somebody has to take something over; the rest ends, is given back, or falls to a manager."""
        return bool(self.accounts or self.opportunities or self.handoffs or self.departments or self.sides)

    @property
    def counts(self) -> dict[str, int]:
        """How much of each there is, for history; what there is none of is left out."""
        return {name: len(held) for name in self.__slots__ if (held := getattr(self, name))}
