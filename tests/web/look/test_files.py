"""Templates, styles and scripts as text: nothing inline, nothing undefined, nothing heavy."""

import gzip
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings
from jinja2 import UndefinedError

from dugout.web.jinja import environment

WEB = Path(__file__).resolve().parents[3] / "dugout" / "web"
STATIC = WEB / "static"
TEMPLATES = sorted([*(WEB / "templates").rglob("*.html"), *(WEB / "components").glob("*.html")])
SPRITE = (STATIC / "img" / "icons.svg").read_text(encoding="utf-8")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_a_template_has_nothing_inline(path: Path) -> None:
    text = read(path)
    assert (
        re.findall(r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|<script(?![^>]*\bsrc=)|<style|javascript:""", text)
        == []
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_the_layout_of_a_template_is_not_seen_on_the_page(path: Path) -> None:
    """Lines that only hold a block leave nothing behind: beside each other in a tag, they would join its attributes."""
    text = read(path)
    blank = re.sub(
        r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", lambda found: "~" * len(found[0]), text, flags=re.DOTALL
    )
    between = [found.start() for found in re.finditer(r"(?<=%\})\s*\n\s*(?=\{%)", text)]
    assert [
        text[at - 40 : at + 40] for at in between if blank.rfind("<", 0, at) > blank.rfind(">", 0, at)
    ] == []
    # Where white space is kept, what begins with a line break would show it.
    assert re.findall(r'<[^<>]*class="[^"]*\bpre\b[^"]*"[^<>]*>\s', text) == []


def test_no_script_evaluates_text() -> None:
    found = [
        path.name
        for path in STATIC.rglob("*.js")
        if re.search(r"\beval\(|new Function|set(?:Timeout|Interval)\(\s*[\"'`]|document\.write", read(path))
    ]
    assert found == []


def test_every_icon_that_is_named_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE))
    named = {name for path in TEMPLATES for name in re.findall(r"\bicon\(\s*'([\w-]+)'", read(path))}
    named |= {name for path in WEB.rglob("*.py") for name in re.findall(r'\bicon="([\w-]+)"', read(path))}
    assert named - drawn == set()


def test_every_behaviour_that_is_named_is_started_by_the_app() -> None:
    named = {
        name for path in TEMPLATES for found in re.findall(r"data-behaviour['\"]?\s*[=:]\s*['\"]([\w -]+)", read(path))
        for name in found.split()
    }  # fmt: skip
    table = re.search(r"BEHAVIOURS = \{(.*?)\}", read(STATIC / "js" / "app.js"), re.DOTALL)
    assert table
    started = set(re.findall(r"^\s*\"?([\w-]+)\"?[,:]", table[1], re.MULTILINE))
    assert named - started == set()
    assert started, "the table was read"


def test_every_sheet_is_linked_and_every_url_in_it_leads_to_a_file() -> None:
    listed = re.search(r"for sheet in \[(.*?)\]", read(WEB / "templates/base.html"), re.DOTALL)
    assert listed
    linked = set(re.findall(r"'([\w/-]+)'", listed[1]))
    sheets = {
        path.relative_to(STATIC / "css").with_suffix("").as_posix()
        for path in (STATIC / "css").rglob("*.css")
    }
    assert linked == sheets
    for path in (STATIC / "css").rglob("*.css"):
        for url in re.findall(r'url\("([^"]+)"\)', read(path)):
            assert (path.parent / url).is_file(), f"{path.name} names {url}"


def test_what_every_page_loads_is_small() -> None:
    """In bytes as gzip sends them; brotli and the page's own HTML (at most 40 kB) stay below 100 kB together."""
    files = [
        *(STATIC / "css").rglob("*.css"),
        *(STATIC / "js").rglob("*.js"),
        *(STATIC / "img").glob("*.svg"),
    ]
    assert sum(len(gzip.compress(path.read_bytes(), 6)) for path in files) < 48_000


def test_a_macro_refuses_an_argument_that_it_does_not_know() -> None:
    made = environment(loader=_loader())
    with pytest.raises(TypeError, match="colour"):
        made.from_string("{{ chip('Kept', colour='green') }}").render()
    with pytest.raises(UndefinedError):
        made.from_string("{{ nobody }}").render()


def test_what_a_person_typed_is_text_and_no_markup() -> None:
    made = environment(loader=_loader())
    typed = "<b onclick=x>\"'&"
    for call in (
        "chip(t)", "field('a', t, t)", "textarea('a', t, t)", "select('a', t, [(t, t)], t)", "notice(t, t)",
        "score([(t, t, t, '')])", "diff([('added', t)])", "blank(t, t)", "toast(t)", "fact_list([(t, t, '')])",
        "play_row(1, t, t, t, t)", "blame_row('S', t, t, t)", "av(t, name=t)", "meter(5, label=t)",
    ):  # fmt: skip
        shown = made.from_string("{{ " + call + " }}").render(t=typed)
        assert "<b onclick" not in shown, call
        assert "&lt;b onclick" in shown, call


def test_hashed_names_reach_every_url_and_every_module(tmp_path: Path) -> None:
    with override_settings(
        STATIC_ROOT=tmp_path,
        STORAGES={
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "dugout.web.statics.HashedFiles"},
        },
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
    app = next(path for path in (tmp_path / "js").glob("app.*.js"))
    modules = re.findall(r'from "\./([^"]+)"', read(app))
    assert modules
    for module in modules:
        assert re.search(r"\.[0-9a-f]{12}\.js$", module), f"{module} has no hash"
        assert (tmp_path / "js" / module).is_file()
    actions = next(path for path in (tmp_path / "css/components").glob("actions.*.css"))
    assert re.search(r"chevron\.[0-9a-f]{12}\.svg", read(actions))


def _loader() -> object:
    from jinja2 import FileSystemLoader

    return FileSystemLoader([WEB / "templates", WEB / "components"])
