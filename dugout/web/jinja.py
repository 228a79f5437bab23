"""The templates' environment: autoescaped, strict about names, with every component as a global."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.templatetags.static import static
from django.utils import timezone
from jinja2 import Environment, StrictUndefined, select_autoescape

from dugout.people.rules import initials_of
from dugout.values.wording import span_in_words
from dugout.web import formats
from dugout.web.drawn_once import marks_drawn_once

COMPONENTS = Path(__file__).resolve().parent / "components"
# In this order: later ones use earlier ones.
FILES = ("marks", "operating", "records", "papers", "surfaces", "forms")


def reader_zone() -> ZoneInfo:
    """The zone that the guard made current for this request; UTC on pages before sign-in."""
    zone = timezone.get_current_timezone()
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC")


def today() -> date:
    return timezone.localdate()


def local_day(value: datetime) -> date:
    return value.astimezone(reader_zone()).date()


def environment(**options: Any) -> Environment:
    """Made once by Django's template backend."""
    options |= {"undefined": StrictUndefined}
    options.pop("autoescape", None)  # Django says True; so do we, where a linter can see it
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    made = Environment(autoescape=select_autoescape(default=True, default_for_string=True), **options)
    # A file's address is the same as long as we run. A page names two hundred icons: to find each anew takes 1 ms.
    made.globals.update(static=cache(static), today=today)
    made.filters.update(
        money=formats.money,
        money_tight=formats.money_tight,
        # A template that writes many days asks only once which day it is: `value|day(now)`.
        day=lambda value, now=None: formats.day(value, now or today()),
        day_in_words=lambda value: formats.day_in_words(value, today()),
        clock=lambda value: formats.clock(value, reader_zone()),
        moment=lambda value: formats.moment(value, reader_zone(), today()),
        span=span_in_words,
        days_ago=lambda value, now=None: formats.days_ago(value, now or today()),
        local_day=local_day,
        plural=formats.plural,
        initials=initials_of,
    )
    for name in FILES:
        module: Any = made.get_template(f"{name}.html").module
        made.globals.update({key: value for key, value in vars(module).items() if callable(value)})
    made.globals.update(marks_drawn_once(made.globals))
    return made
