"""When a sale stands still (book 03, "Where is it?")."""

from datetime import date


def is_stalled(*, days_in_step: int, usual_days: int, next_step_on: date | None, today: date) -> bool:
    """Longer in the step than twice its usual days, or the next step's date has passed."""
    return days_in_step > 2 * usual_days or (next_step_on is not None and next_step_on < today)
