"""Brings third-party browser files: fonts and icons, from npm packages, locked by version, licence and hash.

    python tools/vendor.py            fetches with npm, writes the files and vendor.lock.json
Only developers run it; what it writes is committed, and a test compares the hashes.
"""

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "dugout" / "web" / "static"
LOCK = ROOT / "vendor.lock.json"
PACKAGES = {
    "lucide-static": ("1.62.0", "ISC"),
    "@fontsource/barlow-condensed": ("5.3.0", "OFL-1.1"),
    "@fontsource-variable/inter": ("5.3.0", "OFL-1.1"),
    "@fontsource/ibm-plex-mono": ("5.3.0", "OFL-1.1"),
}
FONTS = {
    "@fontsource/barlow-condensed": [
        f"barlow-condensed-{s}-{w}-normal" for s in ("latin", "latin-ext") for w in (500, 600, 700)
    ],
    "@fontsource-variable/inter": [f"inter-{s}-wght-normal" for s in ("latin", "latin-ext")],
    "@fontsource/ibm-plex-mono": [
        f"ibm-plex-mono-{s}-{w}-normal" for s in ("latin", "latin-ext") for w in (400, 500)
    ],
}
# Every icon that a page may name; a test sees that none is missing.
ICONS = """
arrow-down arrow-left arrow-right arrow-up arrow-up-down bell building-2 calendar-clock calendar-days check
chevron-down chevron-left chevron-right circle circle-alert circle-check circle-dashed circle-help circle-x
clock contrast download ellipsis ear file-text flag gavel git-compare-arrows grip-vertical hand handshake
heart history house info key-round layers-2 link list list-filter lock-keyhole log-out mail map-pin
megaphone menu message-square minus monitor notebook-text package package-check party-popper pen-line phone
plug-zap plus printer receipt refresh-cw repeat rotate-ccw scale search send settings shield-alert
sliders-horizontal square-kanban star sun tag target ticket trash-2 trending-down trending-up triangle-alert
trophy truck undo-2 upload user user-minus user-pen user-plus user-round users-round wallet wifi-off wrench
x
""".split()  # noqa: SIM905  one icon per line would hide the rest of the file


def unpack(package: str, version: str, folder: Path) -> Path:
    made = subprocess.run(
        ["npm", "pack", "-s", f"{package}@{version}"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.split()[-1]
    target = folder / package.replace("/", "+")
    with tarfile.open(folder / made) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def symbol(name: str, source: str) -> str:
    body = re.sub(
        r"\s*\n\s*", "", source[source.index(">", source.index("<svg")) + 1 : source.index("</svg>")]
    )
    return f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>'


def main() -> None:
    files: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as scratch:
        homes = {name: unpack(name, version, Path(scratch)) for name, (version, _) in PACKAGES.items()}
        known = homes["lucide-static"] / "icons"
        symbols = [symbol(name, (known / f"{name}.svg").read_text()) for name in sorted(ICONS)]
        sprite = f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'
        (STATIC / "img" / "icons.svg").write_text(sprite)
        files["img/icons.svg"] = "lucide-static"
        for package, names in FONTS.items():
            for name in names:
                target = STATIC / "fonts" / f"{name}.woff2"
                target.write_bytes((homes[package] / "files" / f"{name}.woff2").read_bytes())
                files[f"fonts/{name}.woff2"] = package
    lock = [
        {
            "file": file,
            "package": package,
            "version": PACKAGES[package][0],
            "licence": PACKAGES[package][1],
            "sha256": hashlib.sha256((STATIC / file).read_bytes()).hexdigest(),
        }
        for file, package in sorted(files.items())
    ]
    altered = changed_within_a_version(lock)
    if altered:
        sys.exit(
            f"The same version brought other bytes: {', '.join(altered)}. Nothing was locked; find out why."
        )
    LOCK.write_text(json.dumps(lock, indent=1) + "\n")


def changed_within_a_version(lock: list[dict[str, str]]) -> list[str]:
    """Files of others whose bytes differ from the lock although their version does not. The sprite is made by us."""
    before = (
        {(one["file"], one["version"]): one["sha256"] for one in json.loads(LOCK.read_text())}
        if LOCK.exists()
        else {}
    )
    return [
        one["file"]
        for one in lock
        if one["file"].startswith("fonts/")
        and before.get((one["file"], one["version"]), one["sha256"]) != one["sha256"]
    ]


if __name__ == "__main__":
    main()
