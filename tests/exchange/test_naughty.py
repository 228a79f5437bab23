"""Each string that breaks software, in each text that an import takes: kept as it is, or rejected by name."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dugout.accounts.models import Account
from dugout.exchange.models import ImportProblem
from dugout.exchange.terms.rows import FIELDS, FieldType, FileKind
from dugout.people.models import Person, Post
from dugout.selling.models import Opportunity, Product
from dugout.values.texts import clean_line
from tests.exchange.taking import take, write

pytestmark = pytest.mark.django_db

KINDS = {
    FileKind.PRODUCTS: Product,
    FileKind.TEAMS: Person,
    FileKind.ACCOUNTS: Account,
    FileKind.OPPORTUNITIES: Opportunity,
}
HEAD = 'source = "naughty"\ncurrency = "EUR"\nzone = "Europe/Berlin"\n'
# Texts that name another row, and are tried where they may name anything.
REFERENCES = {"parent", "owner", "product", "account"}


def texts(kind: FileKind) -> list[str]:
    return [
        name
        for name, field in FIELDS[kind].items()
        if field.type is FieldType.TEXT and name not in REFERENCES
    ]


def mapping(folder: Path) -> str:
    """One that reads every field from a column of its own name."""
    parts = [HEAD]
    for kind in FileKind:
        fields = "".join(f'{name} = "{name}"\n' for name in FIELDS[kind])
        parts.append(
            f'[[files]]\nkind = "{kind}"\nfile = "{kind}.csv"\nid = ["id"]\n[files.fields]\n{fields}'
        )
        if kind is FileKind.OPPORTUNITIES:
            parts.append("[files.stages]\nopen = { step = 1 }\n")
    path = folder / "naughty.toml"
    path.write_text("\n".join(parts), encoding="utf-8")
    return str(path)


def kept(kind: FileKind, field: str) -> Callable[[Any], str]:
    """How a record shows the field."""
    if field == "manager":
        return lambda person: str(Post.objects.get(person=person).reports_to or "")
    if field == "office":
        return lambda person: str(Post.objects.get(person=person).location or "")
    return lambda record: str(getattr(record, field))


@pytest.mark.parametrize(("kind", "field"), [(kind, field) for kind in FileKind for field in texts(kind)])
def test_a_string_is_kept_or_rejected(tmp_path: Path, shared_data: Path, kind: FileKind, field: str) -> None:
    strings = json.loads((shared_data / "hostile/naughty-strings/blns.json").read_text(encoding="utf-8"))
    write(tmp_path / "teams.csv", ("id", *FIELDS[FileKind.TEAMS]), [("Seller", "Seller", "", "", "")])
    header = ("id", *FIELDS[kind])
    usual = {"name": "Somebody {}", "owner": "Seller", "stage": "open"}
    rows = [
        [
            f"{kind} {number}" if column == "id"
            else f"{text} {number}" if column == field == "name"
            else text if column == field
            else usual.get(column, "").format(number)
            for column in header
        ]
        for number, text in enumerate(strings)
    ]  # fmt: skip
    found = mapping(tmp_path)
    if kind is not FileKind.TEAMS:
        take(tmp_path / "teams.csv", mapping=found)

    report = take(write(tmp_path / f"{kind}.csv", header, rows), mapping=found)

    problems = {one.line: one for one in ImportProblem.objects.filter(run_id=report.run_id)}
    counts = report.counts[kind.value]
    assert counts.get("created", 0) + counts.get("rejected", 0) == len(rows)
    assert counts.get("rejected", 0) == len(problems)
    show = kept(kind, field)
    records = {one.external_id: one for one in KINDS[kind].objects.filter(external_source="naughty")}
    for line, row in enumerate(rows, start=2):
        if line in problems:
            assert problems[line].column == field
            assert problems[line].what
        else:
            wanted = clean_line(row[header.index(field)].strip(), 200)
            shown = show(records[row[0]])
            assert shown == wanted or (field == "domain" and shown in str(wanted).lower()), (line, shown)
    assert counts.get("created", 0) > {"domain": 10, "phone": 100}.get(field, 480)
