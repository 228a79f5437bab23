"""SQL names a table only inside the package that owns it: another package asks a query of the owner, or the ORM."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

HOUSE = Path(__file__).parents[2] / "dugout"
NAME = re.compile(r"\bdugout_[a-z]+")
OWNERS = {
    model._meta.db_table: model.__module__.split(".")[1]
    for model in apps.get_app_config("dugout").get_models()
}
# Files that name tables of others, and why.
BY_NAME = {
    "upkeep/queries/figures.py": "the night's second opinion of figures is told by others than those who keep them",
}


def tables_of_others(path: Path) -> Iterator[str]:
    package = path.relative_to(HOUSE).parts[0]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (name for name in NAME.findall(node.value) if OWNERS.get(name, package) != package)


def test_sql_names_a_table_only_inside_the_package_that_owns_it() -> None:
    found = {
        str(path.relative_to(HOUSE)): names
        for path in HOUSE.rglob("*.py")
        if "migrations" not in path.parts and (names := sorted(set(tables_of_others(path))))
    }
    assert {path: names for path, names in found.items() if path not in BY_NAME} == {}
    assert set(BY_NAME) <= set(found), "no longer needed"
