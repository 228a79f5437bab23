"""How the embedded PostgreSQL says no."""


class EmbeddedError(Exception):
    """The database could not be started, reached or stopped.

    `what` happened, what is `safe`, and the `remedy`: each plain sentences, `safe` may be empty.
    """

    def __init__(self, what: str, *, safe: str = "", remedy: str = "") -> None:
        self.what, self.safe, self.remedy = what, safe, remedy
        super().__init__(" ".join(filter(None, (what, safe, remedy))))


SAFE_UNTOUCHED = "Nothing was changed."
SAFE_STORED = "What was stored stays stored."


def no_space(folder: object) -> EmbeddedError:
    """The disk is full: PostgreSQL reads on, but cannot write, start or stop in order."""
    return EmbeddedError(
        f"The disk of {folder} is full, so the database cannot run.",
        safe=SAFE_STORED,
        remedy="Make space on that disk, then start Dugout again; the database puts itself in order.",
    )
