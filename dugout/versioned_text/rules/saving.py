"""What may be saved as a revision. Pure."""

from dugout.values.refused import Problem
from dugout.values.texts import clean_line, clean_text
from dugout.versioned_text.terms import LONGEST_BODY, LONGEST_MESSAGE


def check_save(*, body: str, message: str) -> tuple[str, str, tuple[Problem, ...]]:
    """Body and message as they are kept, and what is wrong with them."""
    kept = clean_text(body, LONGEST_BODY, field="body")
    word = clean_line(message, LONGEST_MESSAGE, field="message")
    problems = tuple(found for found in (kept, word) if isinstance(found, Problem))
    return (
        kept if isinstance(kept, str) else "",
        word if isinstance(word, str) else "",
        problems,
    )
