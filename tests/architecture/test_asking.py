"""A command takes proof that somebody was asked. Who makes such a proof stands here by name, with why."""

import ast
from collections.abc import Iterator

from tests.architecture.test_house import PACKAGE

MAKERS = {"asked", "unasked", "system", "Allowed"}
# Who makes one, and why nobody else is asked there.
WHO_MAKES_ONE = {
    "access/table.py": "the table itself, once its answer is yes",
    "cli/commands/exchanging.py": "an import: who may start the program on the server may bring data in",
    "cli/commands/tokens.py": "the command line on the server, where no person is signed in",
    "demo/company.py": "the demo company is told",
    "demo/world.py": "the demo company is told",
    "handoffs/commands/clocks.py": "a clock that ran out",
    "revenue/commands/restaging.py": "a term that ran out in the night",
    "upkeep/commands/comparing.py": "the night, which mends figures",
    "web/signin/first_admin.py": "the first administrator, before anybody is there to be asked",
}


def makers() -> Iterator[tuple[str, str]]:
    for path in PACKAGE.rglob("*.py"):
        name = str(path.relative_to(PACKAGE))
        if name == "history/terms.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
                yield name, node.func.id


def test_only_these_make_a_proof_that_somebody_was_asked() -> None:
    assert {name for name, _ in makers()} == set(WHO_MAKES_ONE)


def test_only_the_table_says_that_somebody_was_asked() -> None:
    assert {name for name, called in makers() if called in ("asked", "Allowed")} == {"access/table.py"}


def test_no_command_takes_an_author_of_whom_nobody_asked() -> None:
    wrong = []
    for path in set(PACKAGE.glob("*/commands/**/*.py")) - set(PACKAGE.glob("cli/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                taken = (one for one in (*node.args.args, *node.args.kwonlyargs) if one.arg == "by")
                wrong += [
                    f"{path.relative_to(PACKAGE)}:{node.name}"
                    for one in taken
                    if one.annotation is not None and ast.unparse(one.annotation) != "Allowed"
                ]
    assert wrong == []
