"""The house's rules that the import contract cannot see, each as a failing test."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from dugout.values.registry import Registry
from tools import remake_first_migration

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "dugout"
PYTHON_FILES = [
    path for folder in ("dugout", "tests", "tools", "bench") for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
]  # fmt: skip
# Given by name because they point up: see docs/architecture.md, "History".
NAMED_FOREIGN_KEYS = {("Entry", "account"), ("Entry", "author"), ("Entry", "department")}
# The company lies below people, who set its settings.
NAMED_FOREIGN_KEYS |= {("SettingVersion", "set_by")}
ORDER = [
    "values", "bulk", "embedded", "paging", "search", "history", "our_company", "people", "accounts", "timeline",
    "versioned_text", "client_document", "selling", "revenue", "handoffs", "access", "overview", "upkeep", "exchange",
]  # fmt: skip


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def our_models() -> Iterator[type[models.Model]]:
    yield from apps.get_app_config("dugout").get_models()


def test_the_import_contract_holds() -> None:
    run = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


def test_a_python_file_keeps_to_300_lines() -> None:
    long = {shown(path): len(path.read_text().splitlines()) for path in PYTHON_FILES}
    assert {name: lines for name, lines in long.items() if lines > 300} == {}


def test_a_function_keeps_to_40_lines() -> None:
    long = {}
    for path in PYTHON_FILES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                start = node.body[0].end_lineno if ast.get_docstring(node) else node.lineno
                lines = (node.end_lineno or 0) - (start or 0)
                if lines > 40:
                    long[f"{shown(path)}:{node.name}"] = lines
    assert long == {}


@pytest.mark.parametrize(
    ("pattern", "most"), [("**/*.html", 12_000), ("**/*.css", 18_000), ("**/*.js", 6_000)]
)
def test_a_file_of_the_pages_keeps_to_its_characters_and_its_lines_to_160(pattern: str, most: int) -> None:
    """Lines of a file are not counted: whoever must keep to a number of lines writes long ones."""
    ours = {shown(p): p.read_text() for p in (PACKAGE / "web").glob(pattern) if "vendor" not in p.parts}
    assert {name: len(text) for name, text in ours.items() if len(text) > most} == {}
    wide = {name: max(map(len, text.splitlines()), default=0) for name, text in ours.items()}
    assert {name: widest for name, widest in wide.items() if widest > 160} == {}


def test_no_file_has_a_name_that_says_nothing() -> None:
    nameless = {"utils", "helpers", "common", "services", "misc", "base", "tools"}
    assert [shown(path) for path in PACKAGE.rglob("*.py") if path.stem in nameless] == []


def test_rules_and_terms_import_only_rules_terms_and_values() -> None:
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).parts
        layer = parts[1].removesuffix(".py") if len(parts) > 1 else ""
        if layer not in {"rules", "terms"} or parts[0] == "access":
            continue
        for name in imported_modules(path):
            inside = name.split(".")
            ok = name.startswith("dugout.values") or (len(inside) > 2 and inside[2] in {"rules", "terms"})
            if name.startswith("dugout.") and not ok:
                wrong.append(f"{shown(path)} imports {name}")
    assert wrong == []


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_every_package_says_what_it_is_for() -> None:
    silent = [
        shown(folder) for folder in PACKAGE.iterdir()
        if (folder / "__init__.py").exists() and folder.name != "migrations"
        and not ast.get_docstring(ast.parse((folder / "__init__.py").read_text()))
    ]  # fmt: skip
    assert silent == []


def test_every_package_with_models_is_in_the_one_list() -> None:
    listed = set(re.findall(r"from dugout\.(\w+) import models", (PACKAGE / "models.py").read_text()))
    folders = {p.parent.name for p in PACKAGE.glob("*/models.py")} | {
        p.parent.name for p in PACKAGE.glob("*/models")
    }
    assert listed == folders


def test_a_foreign_key_points_down_and_is_given_as_a_class() -> None:
    wrong = []
    for model in our_models():
        for field in model._meta.local_fields:
            if not isinstance(field, models.ForeignKey) or (model.__name__, field.name) in NAMED_FOREIGN_KEYS:
                continue
            here, there = model.__module__.split(".")[1], field.related_model.__module__.split(".")[1]
            if here in ORDER and there in ORDER and ORDER.index(there) > ORDER.index(here):
                wrong.append(f"{model.__name__}.{field.name} points up to {there}")
    assert wrong == []


def test_a_foreign_key_across_packages_has_no_way_back() -> None:
    wrong = []
    for model in our_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey):
                across = model.__module__.split(".")[1] != field.related_model.__module__.split(".")[1]
                if across and field.remote_field.related_name != "+":
                    wrong.append(f"{model.__name__}.{field.name}")
    assert wrong == []


def test_no_float_touches_money() -> None:
    floats = [
        f"{m.__name__}.{f.name}"
        for m in our_models()
        for f in m._meta.fields
        if isinstance(f, models.FloatField)
    ]
    assert floats == []


def test_a_command_never_reads_the_wall_clock() -> None:
    inner = (
        "rules",
        "terms",
        "models",
        "queries",
        "commands",
        "parts",
        "detectors",
        "table",
        "asking",
        "viewer",
    )
    wrong = [
        shown(path) for path in PACKAGE.rglob("*.py")
        if len(path.relative_to(PACKAGE).parts) > 1
        and path.relative_to(PACKAGE).parts[0] != "cli"
        and path.relative_to(PACKAGE).parts[1].removesuffix(".py") in inner
        and re.search(r"timezone\.now\(|datetime\.now\(|date\.today\(|time\.time\(", path.read_text())
    ]  # fmt: skip
    assert wrong == []


def test_nothing_names_a_registrys_host_or_a_path_of_a_machine() -> None:
    files = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    forbidden = re.compile("|".join([
        r"files\.python" + r"hosted\.org", r"pypi" + r"\.org/simple", r"registry\.npm" + r"js\.org",
        "/wor" + "k/", r"--index-" + "url", r"deb\.deb" + r"ian\.org",
    ]))  # fmt: skip
    wrong = []
    for name in files:
        path = ROOT / name
        if path.suffix in {".woff2", ".png", ".ico", ".gz"} or not path.is_file():
            continue
        if forbidden.search(path.read_text(errors="replace")):
            wrong.append(name)
    assert wrong == []


def test_the_lock_is_hashed() -> None:
    for name in ("base", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        pins = re.findall(r"^[a-z0-9][\w.\[\]-]*==", text, re.MULTILINE | re.IGNORECASE)
        assert pins
        assert text.count("--hash=sha256:") >= len(pins)


def test_the_first_migration_names_the_digest_of_what_it_was_made_of() -> None:
    """After a change below dugout/migrations: tools/remake_first_migration.py. By it a database is known (0010)."""
    assert remake_first_migration.digest_of_files() == import_module("dugout.migrations.0001_initial").DIGEST


def test_the_digest_is_the_same_whatever_ends_the_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = remake_first_migration.digest_of_files()
    for path in remake_first_migration.MIGRATIONS.glob("*.py"):
        (tmp_path / path.name).write_text(path.read_text(), newline="\r\n")
    for name in ("FIRST", "PROMISES"):
        monkeypatch.setattr(
            remake_first_migration, name, tmp_path / getattr(remake_first_migration, name).name
        )
    monkeypatch.setattr(remake_first_migration, "MIGRATIONS", tmp_path)
    assert remake_first_migration.digest_of_files() == before
    (tmp_path / "_changes.py").write_text("# another\n")
    assert remake_first_migration.digest_of_files() != before


def test_every_registry_is_frozen_once_the_app_is_ready() -> None:
    for path in (*PACKAGE.glob("*/terms.py"), *PACKAGE.glob("*/terms/*.py")):
        import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    modules = [module for name, module in sys.modules.items() if name.startswith("dugout.")]
    registries = {
        id(one): one for module in modules for one in vars(module).values() if isinstance(one, Registry)
    }
    assert {one.name for one in registries.values()} >= {
        "entry kinds",
        "figures of accounts",
        "gate conditions",
    }
    assert [one.name for one in registries.values() if not one.frozen] == []
