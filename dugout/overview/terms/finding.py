"""The words of finding: a record by its name, with what tells it from others of that name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRecord:
    """`pieces` are the name, each with whether it was typed; `detail` says where it belongs and how it stands.

    `base` is an account's place on the base path; None for other records.
    """

    kind: str
    id: int
    name: str
    pieces: tuple[tuple[str, bool], ...]
    detail: str
    path: str
    base: int | None = None
