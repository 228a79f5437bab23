"""Writing a record anew: nobody's change is overwritten unseen, and what differs is one entry."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar

from dugout.history.parts.recording import changed_values, record
from dugout.history.terms import Author, Subject
from dugout.values.refused import Problem, Refused, Stale


class Versioned(Protocol):
    """A row that counts its versions."""

    id: int
    version: int

    def save(self) -> None: ...


R = TypeVar("R", bound=Versioned)


def change_row(
    row: R,
    columns: Mapping[str, Any],
    *,
    seen: int | None,
    told: Callable[[R], dict[str, Any]],
    kind: str,
    subject: str,
    by: Author,
    at: datetime,
    account_id: int | None = None,
    checked: Callable[[], Sequence[Problem]] = tuple,
    always: Sequence[str] = (),
    named: Sequence[str] = (),
) -> bool:
    """Writes columns on a row that the caller has locked, one version up, and records what differs.

    `told` gives the row as history keeps it; the fields of `always` stand in both halves of the entry also when they
    stayed, those of `named` in the second. False, and no entry, when nothing differs. Stale with both states when the
    row is of another version than was `seen`; Refused for what `checked` finds, asked after that.
    """
    before, version, name = told(row), row.version, getattr(row, "name", f"This {subject}")
    for column, value in columns.items():
        setattr(row, column, value)
    after = told(row)
    if seen is not None and version != seen:
        raise Stale.because(
            f"{name} was changed since you opened it.",
            "Nothing was overwritten. Compare both and save again.",
            theirs={**_public(before), "version": version},
            yours={**_public(after), "version": seen},
        )
    if problems := checked():
        raise Refused(problems)
    was, becomes = changed_values(before, after)
    if not becomes:
        return False
    row.version += 1
    row.save()
    record(
        kind=kind,
        by=by,
        at=at,
        account_id=account_id,
        subject=Subject(kind=subject, id=row.id),
        before={name: before[name] for name in always} | was,
        after={name: after[name] for name in (*always, *named)} | becomes,
    )
    return True


def _public(state: Mapping[str, Any]) -> dict[str, Any]:
    """A state with public ids, as the API shows it."""
    return {
        name.removesuffix("_id"): str(value) if name.endswith("_id") and value else value
        for name, value in state.items()
    }
