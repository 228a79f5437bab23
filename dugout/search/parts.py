"""Keeping the table of names true, in the transaction of the change."""

from dugout.search.models import SearchName


def keep_name(*, kind: str, record_id: int, name: str, detail: str = "") -> None:
    """Writes the name of a record, new or changed. One statement."""
    SearchName.objects.bulk_create(
        [SearchName(kind=kind, record_id=record_id, name=name[:400], detail=detail[:200])],
        update_conflicts=True,
        unique_fields=["kind", "record_id"],
        update_fields=["name", "detail"],
    )


def drop_name(*, kind: str, record_id: int) -> None:
    """A record that is found no more. One statement."""
    SearchName.objects.filter(kind=kind, record_id=record_id).delete()
