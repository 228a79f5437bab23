"""Whether a database was made by this Dugout. Until the first release the first migration is made anew, so that a
database of an earlier one has tables that fit half.
"""

from importlib import import_module

from dugout.cli.output import stop


def refuse_what_does_not_fit(place: str, anew: str, *, as_json: bool) -> None:
    """Ends the command where tables of ours were made by another first migration than this Dugout's.

    Says which database it is, by its `place`, and how to make a new one: `anew`.
    """
    # By its name, as Django loads it: no import statement can write one that begins with a digit.
    wanted: str = import_module("dugout.migrations.0001_initial").DIGEST
    kept = _digest_kept()
    if kept in {None, wanted}:
        return
    maker = "another Dugout, older or newer" if kept else "an older Dugout"
    stop(
        f"{place} was made by {maker}, and does not fit this one. Nothing was changed, and the Dugout that made it "
        f"can still open it. {anew}",
        as_json=as_json,
    )


def _digest_kept() -> str | None:
    """The digest of the migration that made the tables: empty where none was kept, None where no table is ours."""
    from django.db import connection

    tables = connection.introspection.table_names()
    if "dugout_made_of" not in tables:
        return "" if any(name.startswith("dugout_") for name in tables) else None
    with connection.cursor() as cursor:
        cursor.execute("select digest from dugout_made_of")
        row = cursor.fetchone()
    return row[0] if row else ""
