"""What accounts add to history, and how the packages above add the figures that they know of an account."""

from dugout.accounts.queries.figures import MANAGED
from dugout.accounts.terms.figures import FIGURES, Figure
from dugout.history.contributions import add_kinds, add_record_kinds
from dugout.history.terms import EntryKind, RecordKind


def add_figures(*figures: Figure) -> None:
    for figure in figures:
        for column in figure.columns:
            FIGURES.register(column, figure)


def register() -> None:
    add_kinds(
        EntryKind(key="account_added", label="account added", icon="building-2"),
        EntryKind(key="account_changed", label="account changed", icon="pen-line"),
        EntryKind(key="owner_changed", label="owner changed", icon="user-round"),
        EntryKind(
            key="stage_changed",
            label="stage changed",
            icon="flag",
            sentence=lambda after: f"Stage is now {after.get('stage')}: {after.get('because')}",
        ),
        EntryKind(key="contact_added", label="contact added", icon="user-plus"),
        EntryKind(key="contact_changed", label="contact changed", icon="user-pen"),
    )
    add_record_kinds(
        RecordKind(key="account", label="account", path=lambda id_: f"/accounts/{id_}"),
        RecordKind(key="contact", label="contact", path=lambda id_: f"/contacts/{id_}"),
    )
    add_figures(MANAGED)
