"""The story is told through commands: nothing in `dugout/demo` writes past them."""

import ast
from pathlib import Path

import pytest

DEMO = Path(__file__).resolve().parents[2] / "dugout" / "demo"
WRITES = {
    "create", "save", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "acreate", "asave", "adelete", "aupdate", "set_password", "execute", "executemany", "raw", "cursor",
    "copy_rows", "record", "record_many",
}  # fmt: skip
# What a story needs of other packages: their verbs, kinds of evidence, what they read, and their words.
MAY_BE_IMPORTED = {"commands", "evidence", "queries", "terms", "models", "rules"}


def past_commands(source: str) -> list[str]:
    """What in a module writes past commands: a writing method of the ORM, or a piece of a larger verb."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in WRITES:
                found.append(f"line {node.lineno} calls {name}")
        modules = []
        if isinstance(node, ast.ImportFrom) and node.module:
            modules = [node.module]
        elif isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        for module in modules:
            parts = module.split(".")
            ours = parts[0] == "dugout" and parts[1] not in {"demo", "values"}
            if module.startswith("django.db.connection") or (ours and parts[2] not in MAY_BE_IMPORTED):
                found.append(f"line {node.lineno} imports {module}")
    return found


@pytest.mark.parametrize(
    "path", sorted(DEMO.rglob("*.py")), ids=lambda path: path.relative_to(DEMO).as_posix()
)
def test_nothing_of_the_demo_writes_past_commands(path: Path) -> None:
    assert past_commands(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "Account.objects.create(name='x')",
        "row.save()",
        "rows.filter(id=1).update(name='x')",
        "row.delete()",
        "Entry.objects.bulk_create([])",
        "record(kind='x')",
        "from dugout.history.parts import record",
        "import dugout.bulk.copying",
        "connection.cursor()",
    ],
)
def test_the_watch_sees_what_would_write(source: str) -> None:
    assert past_commands(source)
