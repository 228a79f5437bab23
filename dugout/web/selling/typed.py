"""Turns what was typed in the small forms into what selling's verbs take. Nothing is judged here but spelling."""

from collections.abc import Mapping
from datetime import date

from dugout.selling.terms import LineValues, Who
from dugout.values.money import Money
from dugout.values.refused import Problem, Refused
from dugout.web.reading import read_day, read_id

WHOLE_PERCENT_BP = 100


class Typed:
    """The fields of a form whose names begin with `at`; what cannot be read is kept in `problems`."""

    def __init__(self, post: Mapping[str, str], at: str = "", problems: list[Problem] | None = None) -> None:
        self.post, self.at = post, at
        self.problems: list[Problem] = [] if problems is None else problems

    def name(self, field: str) -> str:
        return f"{self.at}-{field}" if self.at else field

    def text(self, field: str) -> str:
        return self.post.get(self.name(field), "").strip()

    def any(self, *fields: str) -> bool:
        """Whether somebody wrote in one of these fields."""
        return any(self.text(field) for field in fields)

    def id(self, field: str) -> int | None:
        return read_id(self.text(field))

    def who(self) -> Who:
        return Who(contact_id=self.id("contact"), new_name=self.text("new_name"))

    def day(self, field: str = "day") -> date | None:
        """A day, or None when it is empty or none, which is a problem then."""
        try:
            return read_day(self.text(field), self.name(field))
        except Refused as refused:
            self.problems += refused.problems
            return None

    def needed_day(self, field: str = "day") -> date | None:
        """As day; an empty one is a problem too."""
        if not self.text(field):
            self.wrong(field, "The day is missing.", "Write on which day it was.")
            return None
        return self.day(field)

    def money(self, field: str, currency: str) -> int | None:
        """An amount in minor units, or None when it is empty or none."""
        if not self.text(field):
            return None
        try:
            return Money.of_decimal_text(self.text(field), currency, self.name(field)).minor
        except Refused as refused:
            self.problems += refused.problems
            return None

    def number(self, field: str, what: str) -> int | None:
        """A whole number, or None when it is empty or none."""
        text = self.text(field)
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) <= 9):
            self.wrong(field, f"“{text[:20]}” is no {what}.", "Write a whole number.")
            return None
        return int(text)

    def percent_bp(self, field: str) -> int:
        """A percentage such as 7 or 7.5 as basis points; 0 when it is empty or none."""
        whole, point, part = self.text(field).removesuffix("%").strip().partition(".")
        digits = part.ljust(2, "0")
        if not whole and not point:
            return 0
        if not (f"{whole}{part}".isascii() and whole.isdecimal() and digits.isdecimal() and len(digits) == 2):
            self.wrong(field, f"“{self.text(field)[:20]}” is no percentage.", "Write one such as 7 or 7.5.")
            return 0
        return int(whole[:6]) * WHOLE_PERCENT_BP + int(digits)

    def line(self, currency: str, prices: Mapping[int, int]) -> LineValues:
        """A line of an offer; without a price the product's own, where `prices` knows it."""
        product_id = self.id("product") or 0
        price = self.money("unit_price", currency)
        return LineValues(
            product_id=product_id,
            quantity=self.number("quantity", "quantity") or (0 if self.text("quantity") else 1),
            unit_price=prices.get(product_id) if price is None and not self.text("unit_price") else price,
            discount_bp=self.percent_bp("discount_bp"),
            term_months=self.number("term_months", "number of months"),
        )

    def check(self) -> None:
        """Refused with every problem of spelling at once, where there is one."""
        if self.problems:
            raise Refused(self.problems)

    def wrong(self, field: str, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.name(field), what, remedy))
