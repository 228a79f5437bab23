"""Clocks as they stand: absences, reporting lines, calendars and hours, loaded once for any number of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.backends.postgresql.psycopg_any import DateRange

from dugout.handoffs.rules import clock_through, time_left
from dugout.handoffs.terms import ClockKind, Move
from dugout.our_company.queries import company_zone
from dugout.our_company.queries.settings import SettingBook, setting_book
from dugout.our_company.rules.move_clock import verdict
from dugout.our_company.rules.periods import day_of
from dugout.our_company.rules.wall import start_of_day
from dugout.our_company.terms import ClockReading, WorkCalendar
from dugout.people.models import Absence
from dugout.people.queries.calendars import CalendarBook, calendar_book
from dugout.people.queries.standing import reporting_lines
from dugout.people.rules import acts_for

# Absences that ended longer ago than this no longer move a clock that is still running.
LONGEST_RUN = timedelta(days=120)

type_of_away = tuple[int, int | None, date, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockNow:
    """A clock at this moment. `holder_id` acts now: the person, or a stand-in; None for a pool."""

    kind: ClockKind
    started_at: datetime
    hours: int
    reading: ClockReading
    holder_id: int | None

    @property
    def left(self) -> str:
        return time_left(self.reading.left)

    @property
    def big(self) -> str:
        """The largest unit of what is left or over: "12 h", "45 min"."""
        hours, rest = divmod(abs(self.reading.left), timedelta(hours=1))
        return f"{hours} h" if hours else f"{rest // timedelta(minutes=1)} min"

    @property
    def words(self) -> str:
        """What the number says: "left of 16 business hours"."""
        over = self.reading.left < timedelta(0)
        return f"{'over' if over else 'left of'} {self.hours} business hours"

    @property
    def left_percent(self) -> int:
        """How much of the time is left, 0 to 100."""
        return max(0, min(100, self.reading.left * 100 // timedelta(hours=self.hours)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """Everything that clocks are read from, at one moment."""

    at: datetime
    zone: ZoneInfo
    away: Sequence[type_of_away]
    lines: Mapping[int, int | None]
    book: CalendarBook
    settings: SettingBook

    @property
    def day(self) -> date:
        return day_of(self.at, self.zone)

    def holder_on(self, person_id: int, day: date) -> int:
        """Who acts for a person on a day: they themselves, a stand-in, at last the manager."""
        absent = {
            person: stand_in
            for person, stand_in, begins, ends in self.away
            if begins <= day and (ends is None or day < ends)
        }
        return acts_for(person_id, absent, self.lines) or person_id

    def clock(self, move: Move) -> ClockNow | None:
        """The clock of a move as it stands; None where the move has none."""
        if move.clock is None:
            return None
        hours = self.settings.at(move.clock.setting, move.since)
        holders, calendar, holder_id = self._holders(move)
        clock = clock_through(holders, timedelta(hours=hours))
        return ClockNow(
            kind=move.clock,
            started_at=move.since,
            hours=hours,
            reading=verdict(clock, self.at, calendar),
            holder_id=holder_id,
        )

    def _holders(self, move: Move) -> tuple[list[tuple[datetime, WorkCalendar]], WorkCalendar, int | None]:
        if move.person_id is None:
            return [(move.since, self.book.main)], self.book.main, None
        day = day_of(move.since, self.zone)
        holder = self.holder_on(move.person_id, day)
        holders = [(move.since, self.book.of(holder))]
        while self.away and day < self.day:
            day += timedelta(days=1)
            taking = self.holder_on(move.person_id, day)
            if taking != holder:
                holder = taking
                holders.append((start_of_day(day, self.zone), self.book.of(holder)))
        return holders, holders[-1][1], holder


def clocks_at(at: datetime, *, zone: ZoneInfo | None = None) -> Clocks:
    """Everything that clocks need at a moment."""
    zone = zone or ZoneInfo(company_zone())
    day = day_of(at, zone)
    away = [
        (person_id, stand_in_id, during.lower, during.upper)
        for person_id, stand_in_id, during in Absence.objects.filter(
            cancelled_at=None, during__overlap=DateRange(day - LONGEST_RUN, day + timedelta(days=1))
        ).values_list("person_id", "stand_in_id", "during")
    ]
    return Clocks(
        at=at,
        zone=zone,
        away=away,
        lines=reporting_lines(day=day) if away else {},
        book=calendar_book(day=day),
        settings=setting_book(),
    )
