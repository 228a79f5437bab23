"""WCAG 2.2 contrast of every pair of colours that the components put upon each other, in both themes."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parents[3] / "dugout/web/static/css/tokens.css").read_text(encoding="utf-8")
PAIR = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)")
TOKENS = {name: (light, dark) for name, light, dark in PAIR.findall(CSS)}

TEXT, MARK = 4.5, 3.0
GROUNDS = ("paper", "sheet", "card", "sunk", "hover", "selected")
TONES = ("clay", "grass", "gold", "red", "sky")
DEPARTMENTS = ("p", "c", "1b", "2b", "ss", "3b", "lf", "cf", "rf", "am")
INKS = ("ink", "ink-2", "ink-3")

PAIRS = [
    *[(ink, ground, TEXT) for ink in (*INKS, *TONES) for ground in GROUNDS],
    *[(f"{tone}-ink", f"{tone}-soft", TEXT) for tone in TONES],
    *[(tone, f"{tone}-soft", TEXT) for tone in TONES],
    *[(ink, f"{tone}-soft", TEXT) for ink in ("ink", "ink-2") for tone in TONES],
    ("on-clay", "clay-solid", TEXT),
    ("on-clay", "clay-solid-hover", TEXT),
    ("on-red", "red-solid", TEXT),
    *[(f"d-{mark}", f"ds-{mark}", TEXT) for mark in DEPARTMENTS],
    *[(f"d-{mark}", ground, TEXT) for mark in DEPARTMENTS for ground in GROUNDS],
    ("ink", "ins-bg", TEXT),
    ("ink", "del-bg", TEXT),
    ("grass-ink", "ins-bg", TEXT),
    ("red-ink", "del-bg", TEXT),
    *[(mark, ground, MARK) for mark in ("rule-ctl", "focus") for ground in GROUNDS],
    ("sheet", "ink", TEXT),
    *[("focus", f"{tone}-soft", MARK) for tone in ("clay", "red", "gold")],
]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_there_are_161_pairs() -> None:
    assert len(set(PAIRS)) == 161


def test_black_on_white_is_21_to_1() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_pair_can_be_read(theme: int) -> None:
    measured = [
        (ink, ground, ratio(TOKENS[ink][theme], TOKENS[ground][theme]), need) for ink, ground, need in PAIRS
    ]
    assert [f"{ink} on {ground}: {got:.2f}" for ink, ground, got, need in measured if got < need] == []
