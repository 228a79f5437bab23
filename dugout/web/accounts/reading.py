"""Forms of accounts and contacts as values, and records as the texts of a form. Rules say what may be written."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from dugout.accounts.models import Account, Contact
from dugout.accounts.rules import check_account, check_contact
from dugout.accounts.rules.likeness import bare_domain
from dugout.accounts.terms import AccountValues, CameBy, ContactValues, DecisionRole
from dugout.values.money import DECIMALS, Money
from dugout.values.refused import Problem, Refused
from dugout.web.reading import read_day, read_id

ACCOUNT_FIELDS = {
    "name": "Name", "legal_name": "Legal name", "domain": "Domain", "industry": "Industry", "country": "Country",
    "city": "Town", "address": "Address", "phone": "Phone", "employees": "Employees",
    "annual_revenue": "Annual revenue", "currency": "Currency", "founded": "Founded", "came_by": "Came by",
}  # fmt: skip
CONTACT_FIELDS = {
    "given_name": "Given name", "family_name": "Family name", "title": "Title", "client_department": "Department",
    "email": "Email", "phone": "Phone", "language": "Language", "reports_to": "Reports to",
    "influence": "Influence", "attitude": "Attitude", "roles": "Decision roles",
}  # fmt: skip
LONGEST_NUMBER = 15


class Form:
    """Reads field by field; what cannot be read becomes a problem of its field, and is told with all others."""

    def __init__(self, post: QueryDict) -> None:
        self.post = post
        self.problems: list[Problem] = []

    def text(self, name: str) -> str:
        return self.post.get(name, "")

    def whole(self, name: str) -> int | None:
        """A whole number, with or without marks between thousands; also a negative one, for rules to refuse."""
        typed = self.text(name).strip()
        plain = typed.replace(",", "").replace("−", "-")
        for blank in " \u00a0\u202f’'":
            plain = plain.replace(blank, "")
        digits = plain.removeprefix("-")
        if not typed or (digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST_NUMBER):
            return int(plain) if typed else None
        self.problems.append(
            Problem(name, f"“{typed[:40]}” is not a whole number.", "Write digits, such as 1,200.")
        )
        return None

    def money(self, name: str, currency: str) -> int | None:
        typed = self.text(name).strip()
        if not typed or currency not in DECIMALS:
            return None
        try:
            return Money.of_decimal_text(typed, currency, name).minor
        except Refused as refusal:
            self.problems += refusal.problems
            return None

    def day(self, name: str) -> date | None:
        try:
            return read_day(self.text(name), name)
        except Refused as refusal:
            self.problems += refusal.problems
            return None

    def refuse(self, more: Collection[Problem] = ()) -> None:
        """Refused when something could not be read, then with what the rules say of the rest too."""
        if self.problems:
            wrong = {problem.field for problem in self.problems}
            raise Refused([*self.problems, *(one for one in more if one.field not in wrong)])


def read_account(post: QueryDict, *, parent_id: int | None) -> AccountValues:
    """The fields of the form. The parent has a form of its own."""
    form = Form(post)
    currency = form.text("currency").strip().upper()
    came_by = form.text("came_by")
    values = AccountValues(
        name=form.text("name"),
        legal_name=form.text("legal_name"),
        domain=bare_domain(form.text("domain")),
        parent_id=parent_id,
        industry=form.text("industry"),
        employees=form.whole("employees"),
        annual_revenue=form.money("annual_revenue", currency),
        currency=currency,
        country=form.text("country"),
        city=form.text("city"),
        address=form.text("address"),
        phone=form.text("phone"),
        founded=form.whole("founded"),
        came_by=CameBy(came_by) if came_by in tuple(CameBy) else CameBy.OUTBOUND,
    )
    form.refuse(check_account(values))
    return values


def texts_of_account(account: Account) -> dict[str, str]:
    """The account as its form shows it."""
    revenue = account.annual_revenue
    money = "" if revenue is None else Money(revenue, account.currency).to_decimal_text().removesuffix(".00")
    texts = {name: getattr(account, name) for name in ACCOUNT_FIELDS} | {"annual_revenue": money}
    return {name: "" if value is None else str(value) for name, value in texts.items()}


def read_contact(post: QueryDict) -> ContactValues:
    form = Form(post)
    sent = form.post.getlist("roles")
    values = ContactValues(
        given_name=form.text("given_name"),
        family_name=form.text("family_name"),
        title=form.text("title"),
        client_department=form.text("client_department"),
        email=form.text("email").strip(),
        phone=form.text("phone"),
        language=form.text("language"),
        reports_to_id=read_id(form.text("reports_to")),
        influence=form.whole("influence"),
        attitude=form.whole("attitude"),
        roles=frozenset(DecisionRole(one) for one in sent if one in tuple(DecisionRole)),
    )
    form.refuse(check_contact(values))
    return values


def texts_of_contact(contact: Contact) -> dict[str, str]:
    """The contact as its form shows it; roles as one text, in order."""
    texts: Mapping[str, Any] = {
        **{name: getattr(contact, name) for name in CONTACT_FIELDS if name not in ("reports_to", "roles")},
        "reports_to": contact.reports_to_id,
        "roles": ",".join(sorted(one.role for one in contact.roles.all())),
    }
    return {name: "" if value is None else str(value) for name, value in texts.items()}


def texts_of_post(post: QueryDict, fields: Collection[str]) -> dict[str, str]:
    """What was typed, with the line ends that are kept; roles as one text, in order."""
    texts = {name: post.get(name, "").replace("\r\n", "\n") for name in fields}
    return texts | ({"roles": ",".join(sorted(post.getlist("roles")))} if "roles" in fields else {})
