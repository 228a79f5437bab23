"""Keeping the table of names true, in the transaction of the change."""

from collections.abc import Iterable

from django.db import connection

from dugout.bulk.copying import copy_rows
from dugout.search.models import SearchName
from dugout.search.rules import forms_of


def keep_name(*, kind: str, record_id: int, name: str, detail: str = "") -> None:
    """Writes the name of a record, new or changed."""
    keep_names(kind=kind, names=[(record_id, name, detail)])


def add_names(*, kind: str, names: Iterable[tuple[int, str, str]]) -> None:
    """Writes the names of many new records, each as (record id, name, detail)."""
    copy_rows(
        SearchName,
        ("kind", "record_id", "name", "detail", "forms"),
        (
            (kind, record_id, name[:400], detail[:200], forms_of(name[:400]))
            for record_id, name, detail in names
        ),
    )


def keep_names(*, kind: str, names: Iterable[tuple[int, str, str]]) -> None:
    """Writes the names of many records, new or changed, each as (record id, name, detail)."""
    SearchName.objects.bulk_create(
        (
            SearchName(
                kind=kind,
                record_id=record_id,
                name=name[:400],
                detail=detail[:200],
                forms=forms_of(name[:400]),
            )
            for record_id, name, detail in names
        ),
        update_conflicts=True,
        unique_fields=["kind", "record_id"],
        update_fields=["name", "detail", "forms"],
        batch_size=1000,
    )


def keep_details(*, kind: str, details: Iterable[tuple[int, str]]) -> None:
    """Writes where many records belong, each as (record id, detail)."""
    rows = list(details)
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "update dugout_searchname n set detail = left(d.detail, 200)"
            " from unnest(%s::bigint[], %s::text[]) as d(id, detail) where n.kind = %s and n.record_id = d.id",
            [[id_ for id_, _ in rows], [detail for _, detail in rows], kind],
        )


def drop_names(*, kind: str, record_ids: Iterable[int]) -> None:
    """Takes the names of many records out of the search."""
    SearchName.objects.filter(kind=kind, record_id__in=list(record_ids)).delete()


def drop_name(*, kind: str, record_id: int) -> None:
    """Takes the name of a record out of the search."""
    drop_names(kind=kind, record_ids=[record_id])
