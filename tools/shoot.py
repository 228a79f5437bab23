"""Takes pictures of a running demo's screens: full pages, wide and narrow, light and dark.

    python tools/shoot.py --base http://127.0.0.1:8000 --as "Tom Okafor" --out shots / /accounts /selling

Signs in by one click on the sign-in page, so the server must be `dugout demo`; `--as ""` stays signed out. Says
for each picture the answer's status, and what the browser's console had against the page; ends with 1 when there
was anything.
"""

import argparse
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.browser import find

WIDTHS = {1440: 900, 390: 844}


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", help="paths of pages, such as /accounts")
    parser.add_argument("--base", default="http://127.0.0.1:8000", help="where the demo is served")
    parser.add_argument("--as", dest="person", default="Tom Okafor", help="whom to be; empty for nobody")
    parser.add_argument("--out", default="shots", type=Path, help="folder of the pictures")
    parser.add_argument("--widths", default="1440,390", help="widths of the window, with commas")
    parser.add_argument("--themes", default="light,dark", help="themes, with commas")
    return parser.parse_args()


def slug(path: str) -> str:
    """A path as the name of a file."""
    parts = urlsplit(path)
    words = f"{parts.path}-{parts.query}".replace("/", "-").replace("=", "-").replace("&", "-").strip("-")
    return "".join(one for one in words if one.isalnum() or one in "-_.") or "today"


def sign_in(page: Any, base: str, person: str) -> None:
    page.goto(f"{base}/sign-in")
    button = page.locator("form[action^='/be/'] button", has_text=person)
    if button.count() == 0:
        sys.exit(f"Nobody called {person} is on the sign-in page. Is this `dugout demo`?")
    button.first.click()
    page.wait_for_url(lambda address: "/sign-in" not in address)


def shoot(context: Any, asked: argparse.Namespace, width: int, theme: str) -> int:
    """Every path at one width in one theme; returns how many pages had something against them."""
    complained = 0
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: said.type in {"error", "warning"} and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in asked.paths:
        complaints.clear()
        answer = page.goto(asked.base + path, wait_until="networkidle")
        file = asked.out / f"{slug(path)}-{width}-{theme}.png"
        page.screenshot(path=file, full_page=True)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            complaints.append("the page scrolls sideways")
        print(answer.status if answer else "-", file, *complaints, sep="  ", flush=True)
        complained += bool(complaints)
    page.close()
    return complained


def main() -> int:
    from playwright.sync_api import sync_playwright

    asked = read_arguments()
    chromium = find()
    if chromium is None:
        sys.exit("No Chromium was found. On Debian: apt install chromium.")
    asked.out.mkdir(parents=True, exist_ok=True)
    complained = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        state: Any = None
        for width in map(int, asked.widths.split(",")):
            for theme in asked.themes.split(","):
                context = browser.new_context(
                    viewport={"width": width, "height": WIDTHS.get(width, 900)},
                    color_scheme=theme,
                    storage_state=state,
                )
                if asked.person and state is None:
                    page = context.new_page()
                    sign_in(page, asked.base, asked.person)
                    page.close()
                    state = context.storage_state()
                complained += shoot(context, asked, width, theme)
                context.close()
        browser.close()
    return 1 if complained else 0


if __name__ == "__main__":
    sys.exit(main())
