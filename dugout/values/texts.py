"""Text as people send it: folded for search, cleaned for keeping."""

import re
import unicodedata
from functools import cache

from dugout.values.letters import LETTERS_AND_DIGITS, NEWER_FOLDS
from dugout.values.refused import Problem

_NOT_ASCII_ALNUM = re.compile(r"[^0-9a-z]+")
_ACCENTS = re.compile("[\u0300-\u036f]")

_SURROGATE = re.compile("[\ud800-\udfff]")
# C0 and C1 controls but tab, line feed, carriage return and U+0085 (a line end); and the code points that
# Unicode keeps for nobody, of which XML, and so a spreadsheet, cannot hold all.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
# Directional embeddings, overrides and isolates with their ends, and the byte order mark. See `clean_line`.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
# Letters and symbols whose picture is empty, beside the categories of blanks, controls and format characters.
_DRAWN_EMPTY = frozenset("\u115f\u1160\u2800\u3164\uffa0\u034f\u17b4\u17b5") | {
    chr(point) for point in (*range(0xFE00, 0xFE10), *range(0x180B, 0x1810), *range(0xE0100, 0xE01F0))
}


def fold(name: str) -> str:
    """The form by which names are searched and compared: `École d'Été` and `ECOLE D ETE` are `ecole d ete`.

    Lower case, accents off, all else that is not a letter or digit a single blank. Equals the SQL function
    `dugout_fold` character for character, and folding twice changes nothing.
    """
    if name.isascii():
        return _NOT_ASCII_ALNUM.sub(" ", name.lower()).strip(" ")
    composed = unicodedata.normalize("NFKC", name.translate(_newer_folds()))
    # Python alone writes a sigma at a word's end as ς; the database looks at one character at a time.
    lowered = composed.replace("Σ", "σ").lower()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", lowered))
    return _not_letters().sub(" ", bare).strip(" ")


def clean_line(text: str, limit: int, *, field: str = "") -> str | Problem:
    """A text of one line, trimmed, at most `limit` characters; or what is wrong with it.

    Controls, line breaks and tabs inside it, and halves of characters (lone surrogates) are refused: a blank
    in their place would be a text that nobody wrote. Directional overrides, embeddings and isolates are taken
    out: they can show `exe.cod` for `doc.exe` or one client's name as another's, and turn the rest of our page
    round; they come unseen with copied telephone numbers, so that a refusal would puzzle; and nothing is lost,
    because letters carry their own direction and the page isolates each name. The marks LRM, RLM and ALM stay,
    which turn no letter, and so do the joiners of Persian and emoji. A text that shows nothing is empty.
    """
    cleaned = _cleaned(text, field)
    if isinstance(cleaned, str) and ("\n" in cleaned or "\t" in cleaned):
        return Problem(
            field, "This takes one line; there is a line break or a tab in it.", "Write it on one line."
        )
    return _within(cleaned, limit, field)


def clean_text(text: str, limit: int, *, field: str = "") -> str | Problem:
    """A text of any number of lines, as `clean_line`; tabs stay, every kind of line end becomes `\\n`."""
    return _within(_cleaned(text, field), limit, field)


def _cleaned(text: str, field: str) -> str | Problem:
    if _SURROGATE.search(text):
        return Problem(
            field,
            "There is half a character in this text, which cannot be kept.",
            "Delete it and type it anew.",
        )
    if found := _CONTROL.search(text):
        code = f"U+{ord(found[0]):04X}"
        return Problem(
            field,
            f"Character {found.start() + 1} of this text is a control sign ({code}), which cannot be kept.",
            "Delete it, or paste the text without formatting.",
        )
    trimmed = _DIRECTION.sub("", _LINE_END.sub("\n", text)).strip()
    return trimmed if _shows(trimmed) else ""


def _shows(text: str) -> bool:
    return any(
        unicodedata.category(sign)[0] not in "ZC" and sign not in _DRAWN_EMPTY for sign in text
    ) or any(unicodedata.category(sign) in ("Co", "Cn") for sign in text)


def _within(cleaned: str | Problem, limit: int, field: str) -> str | Problem:
    if isinstance(cleaned, Problem) or len(cleaned) <= limit:
        return cleaned
    return Problem(
        field,
        f"This has {len(cleaned):,} characters; {limit:,} is the most.",
        f"Shorten it by {len(cleaned) - limit:,}.",
    )


@cache
def _not_letters() -> re.Pattern[str]:
    runs = (entry.partition("-") for entry in LETTERS_AND_DIGITS.split())
    return re.compile(
        "[^" + "".join(f"\\U{first:0>8}-\\U{last or first:0>8}" for first, _, last in runs) + "]+"
    )


@cache
def _newer_folds() -> dict[int, str]:
    folds: dict[int, str] = {}
    for entry in NEWER_FOLDS.split():
        run, _, targets = entry.partition("=")
        first, _, last = run.partition("-")
        start, *more = (int(target, 16) for target in targets.split("+"))
        for point in range(int(first, 16), int(last or first, 16) + 1):
            folds[point] = chr(start + point - int(first, 16)) + "".join(map(chr, more))
    return folds
