"""What others made and we ship: every file locked, none altered, each with its licence."""

import hashlib
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "dugout" / "web" / "static"
LOCK = json.loads((ROOT / "vendor.lock.json").read_text(encoding="utf-8"))
LICENCES = {
    "lucide-static": "ISC-lucide-icons.txt",
    "@fontsource/barlow-condensed": "OFL-barlow-condensed.txt",
    "@fontsource-variable/inter": "OFL-variable-inter.txt",
    "@fontsource/ibm-plex-mono": "OFL-ibm-plex-mono.txt",
}


def test_every_locked_file_is_as_it_was_fetched() -> None:
    altered = [
        one["file"]
        for one in LOCK
        if hashlib.sha256((STATIC / one["file"]).read_bytes()).hexdigest() != one["sha256"]
    ]
    assert altered == []


def test_every_font_is_locked_and_named_by_the_faces() -> None:
    shipped = {f"fonts/{path.name}" for path in (STATIC / "fonts").glob("*.woff2")}
    locked = {one["file"] for one in LOCK if one["file"].startswith("fonts/")}
    faces = (STATIC / "css" / "fonts.css").read_text(encoding="utf-8")
    named = {f"fonts/{name}" for name in re.findall(r"fonts/([\w-]+\.woff2)", faces)}
    assert shipped == locked == named


def test_every_package_brings_its_licence() -> None:
    assert {one["package"] for one in LOCK} == set(LICENCES)
    for name in LICENCES.values():
        assert "Copyright" in (STATIC / "fonts" / name).read_text(encoding="utf-8")


def test_no_other_script_is_shipped_than_our_own() -> None:
    """A script of others would need a line in the lock, and a look for eval."""
    ours = {"js/app.js", "js/theme.js"}
    shipped = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.js")}
    assert {path for path in shipped if not path.startswith("js/behaviours/")} == ours
