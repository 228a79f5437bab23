"""When two accounts are likely the same company: one domain, or one name but for its legal form. Pure."""

import re

from dugout.values.texts import fold

# Legal forms as `fold` leaves them: "S.p.A." is "s p a".
LEGAL_FORMS = frozenset({
    "gmbh", "mbh", "g m b h", "ug", "kg", "kgaa", "ohg", "ag", "a g", "se", "ev", "e v", "eg",
    "limited", "ltd", "plc", "p l c",
    "llp", "l l p", "llc", "l l c", "lp", "l p", "inc", "incorporated", "corp", "corporation", "company", "co",
    "sarl", "s a r l", "sas", "s a s", "sasu", "sa", "s a", "spa", "s p a", "srl", "s r l", "sl", "s l", "slu",
    "lda", "bv", "b v", "nv", "n v", "bvba", "ab", "a b", "aps", "a s", "as", "asa", "oy", "oyj", "kft", "zrt",
    "doo", "d o o", "sro", "s r o", "sp z o o", "pty", "pte", "kk", "k k",
})  # fmt: skip
_LONGEST_FORM = max(len(form.split()) for form in LEGAL_FORMS)
_JOINING = frozenset({"and", "und", "et", "y", "the"})
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://")
_AROUND = re.compile(r"^[\s.]*(?:www\.+)*|[\s.]*(?::[0-9]*)?[\s.]*$")


def core_of(name: str) -> str:
    """A name as it is compared: folded, without the legal forms at its end. Never empty where `fold` is not."""
    words = fold(name).split(" ")
    while True:
        ending = next((n for n in range(_LONGEST_FORM, 0, -1) if " ".join(words[-n:]) in LEGAL_FORMS), 0)
        ending = ending or (1 if words[-1] in _JOINING else 0)
        if not ending or ending >= len(words):
            return " ".join(words)
        words = words[:-ending]


def bare_domain(text: str) -> str:
    """The domain in what was typed or pasted: that of an address, a mailbox, or with "www." before it."""
    rest = text.strip().lower()
    if begun := _SCHEME.match(rest):
        rest = rest[begun.end() :]
    host = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")[2]
    return _AROUND.sub("", host)
