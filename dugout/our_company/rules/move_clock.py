"""The clock of a move (book 05): half time reminds, full time tells person and manager, twice it both heads.

Business hours run in the calendar of the person whose move it is; for a pool or department the caller gives
the main location's. An absence passes the move to the stand-in and does not stop the clock: `pass_on` keeps
what was used, and the rest runs in the stand-in's calendar.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dugout.our_company.rules.clock import business_time_between, due_moments
from dugout.our_company.terms import Clock, ClockReading, ClockState, WorkCalendar

_NONE = timedelta(0)


def verdict(clock: Clock, at: datetime, calendar: WorkCalendar) -> ClockReading:
    """What the clock says at this moment, in the calendar of whose move it is. NeverOpen without hours.

    A point that earlier holders had passed already is given as the start of the present holder's time.
    """
    targets = [amount - clock.used for amount in (clock.allowance / 2, clock.allowance, 2 * clock.allowance)]
    ahead = [target for target in targets if target > _NONE]
    moments = [clock.started_at.astimezone(UTC)] * (3 - len(ahead)) + list(
        due_moments(calendar, clock.started_at, ahead)
    )
    half_at, due_at, twice_at = moments
    spent = max(_NONE, business_time_between(calendar, clock.started_at, at))
    return ClockReading(
        due_at=due_at,
        half_at=half_at,
        twice_at=twice_at,
        left=clock.allowance - clock.used - spent,
        state=_state(at, half_at, due_at, twice_at),
    )


def pass_on(clock: Clock, at: datetime, calendar: WorkCalendar) -> Clock:
    """The same clock in the next holder's hands from `at` on; `calendar` is that of the holder until now."""
    spent = max(_NONE, business_time_between(calendar, clock.started_at, at))
    return replace(clock, started_at=at, used=clock.used + spent)


def _state(at: datetime, half_at: datetime, due_at: datetime, twice_at: datetime) -> ClockState:
    if at >= twice_at:
        return ClockState.TWICE
    if at >= due_at:
        return ClockState.DUE
    return ClockState.HALF if at >= half_at else ClockState.RUNNING
