"""Money: a whole number of minor units (cents, yen, fils) and a currency. No float anywhere."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import total_ordering
from typing import Self

from dugout.values.refused import Refused

WHOLE_BP = 10_000
"""Basis points of the whole: 10,000 = 100 percent."""

LARGEST_MINOR = 2**53 - 1
"""The most that one amount may be, typed, sent or imported: every reader of JSON keeps it exact, and a bigint column
holds the sum of a thousand. What is beyond is a slip of the keyboard."""


def less_discount(minor: int, discount_bp: int) -> int:
    """An amount after a discount in basis points, rounded once, half up."""
    return (2 * minor * (WHOLE_BP - discount_bp) + WHOLE_BP) // (2 * WHOLE_BP)


# ISO 4217. A table of our own, and not a library's: stored minor units mean what these decimals say, so they
# may never change under stored rows (CLDR's do, and differ: no decimals for the Iraqi dinar, ISO has three).
_DECIMALS_OTHER_THAN_TWO = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
}
_TWO_DECIMALS = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY
    COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR
    ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK
    MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP
    SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER
    ZAR ZMW ZWG
"""
DECIMALS: dict[str, int] = dict.fromkeys(_TWO_DECIMALS.split(), 2) | {
    code: places for places, codes in _DECIMALS_OTHER_THAN_TWO.items() for code in codes.split()
}

# Digits, or groups of three parted all by the same mark; a point before the decimals. ASCII digits only.
_DECIMAL_TEXT = re.compile(
    r"(?P<sign>[-+−]?)(?P<whole>[0-9]+|[0-9]{1,3}(?P<mark>[,'’ \u00a0\u202f])[0-9]{3}(?:(?P=mark)[0-9]{3})*)"
    r"(?:\.(?P<part>[0-9]+))?"
)
_LONGEST_TEXT = 40


class UnknownCurrency(Refused):
    """A currency that is not in the list of ISO 4217."""

    usual_code = "unknown-currency"


class CurrencyMismatch(ValueError):
    """Two currencies in one sum or comparison: a rate and its day must be named first, by the caller."""


def decimals_of(currency: str) -> int:
    """How many decimals an ISO currency has: 2 for EUR, 0 for JPY, 3 for KWD. UnknownCurrency for others."""
    try:
        return DECIMALS[currency]
    except KeyError:
        raise UnknownCurrency.because(
            f"There is no currency {currency!r}.",
            "Write its three capital letters, such as EUR.",
            field="currency",
        ) from None


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of a currency: `Money(1234, "EUR")` is 12.34 euros. It may be negative."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError(f"Money counts whole minor units, not {self.minor!r}.")
        decimals_of(self.currency)

    @classmethod
    def zero(cls, currency: str) -> Self:
        return cls(0, currency)

    @classmethod
    def total(cls, parts: Iterable["Money"], currency: str) -> Self:
        """The sum of any number of amounts of `currency`, zero for none. CurrencyMismatch for another one."""
        return cls(sum(cls.zero(currency)._same(part) for part in parts), currency)

    @classmethod
    def of_decimal_text(cls, text: str, currency: str, field: str = "amount") -> Self:
        """The exact amount of a text such as `1,234.50`, `1 234.5` or `-20`.

        The point parts decimals; comma, blank and apostrophe part groups of three. Refused: more decimals
        than the currency has, anything else that is not a number, and more than LARGEST_MINOR.
        """
        places = decimals_of(currency)
        found = _DECIMAL_TEXT.fullmatch(text.strip()) if len(text) <= _LONGEST_TEXT else None
        if found is None:
            raise Refused.because(
                "This is not an amount.",
                "Write digits with a point before the decimals, such as 1,234.50.",
                field,
                code="not-an-amount",
            )
        part = found["part"] or ""
        if len(part) > places:
            allowed = f"at most {places} decimals" if places else "no decimals"
            raise Refused.because(
                f"{currency} has {allowed}.",
                "Write fewer decimals; nothing is rounded for you.",
                field,
                code="too-many-decimals",
            )
        minor = int(re.sub(r"[^0-9]", "", found["whole"]) + part.ljust(places, "0"))
        if minor > LARGEST_MINOR:
            raise Refused.because(
                "This amount is too large to keep.", "Write a smaller one.", field, code="amount-too-large"
            )
        return cls(-minor if found["sign"] in ("-", "−") else minor, currency)

    def to_decimal_text(self) -> str:
        """The amount as plain digits, for files and the API: `-1234.50`. `of_decimal_text` reads it back."""
        places = decimals_of(self.currency)
        digits = str(abs(self.minor)).rjust(places + 1, "0")
        sign = "-" if self.minor < 0 else ""
        return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __abs__(self) -> "Money":
        return Money(abs(self.minor), self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def times_basis_points(self, basis_points: int) -> "Money":
        """This share of the amount, rounded half up, away from zero: half of 0.05 is 0.03, of -0.05 -0.03."""
        product = self.minor * _whole_number(basis_points)
        rounded = (2 * abs(product) + WHOLE_BP) // (2 * WHOLE_BP)
        return Money(-rounded if product < 0 else rounded, self.currency)

    def split(self, shares_bp: Sequence[int]) -> tuple["Money", ...]:
        """One part per share, adding up to the amount exactly. Shares are basis points that add up to 10,000.

        Largest remainder: each part is rounded towards zero, then the units left go one each to the parts
        that lost most; of equal ones the earlier gets it. A negative amount splits as its mirror, so that a
        reversal cancels part for part. ValueError for shares that are negative or do not make the whole.
        """
        shares = [_whole_number(share) for share in shares_bp]
        if sum(shares) != WHOLE_BP or min(shares) < 0:
            raise ValueError(f"Shares must be 0 or more and add up to {WHOLE_BP} basis points, not {shares}.")
        sign = -1 if self.minor < 0 else 1
        parts, lost = map(
            list, zip(*(divmod(abs(self.minor) * share, WHOLE_BP) for share in shares), strict=True)
        )
        by_loss = sorted(range(len(shares)), key=lambda place: -lost[place])
        for place in by_loss[: abs(self.minor) - sum(parts)]:
            parts[place] += 1
        return tuple(Money(sign * part, self.currency) for part in parts)

    def _same(self, other: "Money") -> int:
        if not isinstance(other, Money):
            raise TypeError(f"Money goes with money only, not with {other!r}.")
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} do not mix without a rate.")
        return other.minor


def _whole_number(basis_points: int) -> int:
    if type(basis_points) is not int:
        raise TypeError(f"Shares are whole basis points, not {basis_points!r}.")
    return basis_points
