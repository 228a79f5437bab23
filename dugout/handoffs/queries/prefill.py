"""What is known already: the debrief as the document, the opportunity and the timeline would write it."""

from collections.abc import Iterable
from datetime import date

from dugout.accounts.models import Contact
from dugout.accounts.terms import DecisionRole
from dugout.client_document.models import Goal, Need, NoneKnown, Promise, Section
from dugout.handoffs.terms import NONE_KNOWN
from dugout.history.models import Entry
from dugout.history.terms import Direction
from dugout.our_company.queries import company_zone
from dugout.our_company.rules.periods import day_of
from dugout.selling.models import Opportunity, OpportunityLine
from dugout.selling.terms import EVIDENCE
from dugout.timeline.models import EntryWithdrawal, Signal
from dugout.values.wording import money_in_words
from dugout.versioned_text.models import Revision

# Which sections of the client document speak to which question, by the section's key.
SECTIONS: dict[str, tuple[str, ...]] = {
    "why": ("needs",),
    "goals": ("goals",),
    "success": ("success_measures", "success"),
    "plans": ("plans", "aspirations"),
    "challenges": ("challenges",),
    "promises": ("promises", "promises_made"),
    "limits": ("risks",),
    "not_promised": (),
    "people": ("decision_team",),
    "manner": ("how_they_work", "working_with_us", "how_they_like_to_work"),
}
LAST_CONVERSATIONS = 5


def known_answers(account_id: int, opportunity: Opportunity | None) -> dict[str, str]:
    """Text for each question of which something is known."""
    found: dict[str, list[str]] = {}
    texts, none_known = _sections(account_id), _none_known(account_id)
    for question, keys in SECTIONS.items():
        found[question] = [texts[key] for key in keys if texts.get(key)]
    _from_document(account_id, found)
    for question, keys in SECTIONS.items():
        if question in ("promises", "limits") and not found[question] and none_known.intersection(keys):
            found[question] = [NONE_KNOWN]
    found["people"] += _people(account_id)
    if opportunity is not None:
        _from_opportunity(opportunity, found)
    found["open_issues"] = [
        f"Signal: {signal.text}"
        for signal in Signal.objects.filter(account_id=account_id, resolved_at=None).order_by(
            "-severity", "id"
        )
    ]
    found["story"] = _conversations(account_id)
    return {question: "\n".join(lines)[:8000] for question, lines in found.items() if lines}


def _sections(account_id: int) -> dict[str, str]:
    sections = list(Section.objects.filter(account_id=account_id).select_related("kind", "text"))
    newest = Revision.objects.filter(text_id__in=[section.text_id for section in sections]).order_by(
        "text_id", "-number"
    )
    body = {row.text_id: row.body.strip() for row in newest.distinct("text_id")} if sections else {}
    return {section.kind.key: body.get(section.text_id, "") for section in sections}


def _none_known(account_id: int) -> frozenset[str]:
    return frozenset(
        NoneKnown.objects.filter(account_id=account_id, withdrawn_at=None).values_list("kind__key", flat=True)
    )


def _from_document(account_id: int, found: dict[str, list[str]]) -> None:
    for goal in Goal.objects.filter(account_id=account_id).exclude(state="dropped").order_by("id"):
        found["goals"].append(f"{goal.text}{_by(goal.due_on)}")
        if goal.measure:
            way = " ".join(
                part
                for part in (
                    f"from {goal.baseline}" if goal.baseline else "",
                    f"to {goal.target}" if goal.target else "",
                )
                if part
            )
            found["success"].append(f"{goal.measure} {way}".strip() + _by(goal.due_on))
    for need in Need.objects.filter(account_id=account_id).exclude(state="dropped").order_by("id"):
        found["why" if need.kind == "need" else "plans"].append(need.text)
    promises = Promise.objects.filter(account_id=account_id).select_related("to_contact", "by").order_by("id")
    for promise in promises:
        to = f" to {promise.to_contact.name}" if promise.to_contact else ""
        state = "" if promise.state == "open" else f" ({promise.state})"
        found["promises"].append(f"{promise.by.name}{to}: {promise.text}{_by(promise.due_on)}{state}")


def _people(account_id: int) -> list[str]:
    contacts = Contact.objects.filter(account_id=account_id, left_on=None).prefetch_related("roles")
    return [
        ", ".join(
            [contact.name]
            + [contact.title] * bool(contact.title)
            + sorted(DecisionRole(role.role).label for role in contact.roles.all())
        )
        for contact in contacts.order_by("family_name", "id")
    ]


def _from_opportunity(opportunity: Opportunity, found: dict[str, list[str]]) -> None:
    lines = OpportunityLine.objects.filter(opportunity=opportunity).select_related("product").order_by("id")
    found["price"] = [_line(line, opportunity.currency) for line in lines]
    if not found["price"] and opportunity.amount:
        found["price"] = [f"Amount as typed: {money_in_words(opportunity.amount, opportunity.currency)}"]
    for kind in EVIDENCE.values():
        if kind.told is not None:
            for row in kind.model.objects.filter(opportunity=opportunity).order_by("id"):
                word, text, answer = kind.told(row)
                found["challenges"].append(f"{word}: {_said(text)} {_answered(answer)}")
    # A next step from before the win was about winning.
    day, won_on = opportunity.next_step_on, opportunity.closed_on
    if opportunity.next_step and day and (won_on is None or day > won_on):
        found["kickoff"] = [f"Next step: {opportunity.next_step}{_on(day)}"]


def _said(text: str) -> str:
    """A text as a sentence among others: with an end."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _answered(answer: str) -> str:
    return f"Answered: {_said(answer)}" if answer else "Not answered."


def _line(line: OpportunityLine, currency: str) -> str:
    discount = f", less {line.discount_bp / 100:g}%" if line.discount_bp else ""
    term = f" a month for {line.term_months} months" if line.recurring else ""
    price = (
        "a price not written down" if line.unit_price is None else money_in_words(line.unit_price, currency)
    )
    return f"{line.quantity} × {line.product.name} at {price}{term}{discount}"


def _conversations(account_id: int) -> list[str]:
    withdrawn = EntryWithdrawal.objects.filter(entry__account_id=account_id).values("entry_id")
    entries: Iterable[Entry] = (
        Entry.objects.filter(account_id=account_id, direction=Direction.TWO_WAY.value)
        .exclude(text="")
        .exclude(id__in=withdrawn)
        .select_related("author")
        .order_by("-id")[:LAST_CONVERSATIONS]
    )
    zone = company_zone()
    return [
        f"{_in_words(day_of(entry.happened_at, zone))}, {entry.author.name if entry.author else 'Dugout'}: "
        f"{entry.text[:500]}"
        for entry in entries
    ]


def _by(day: date | None) -> str:
    return f", by {_in_words(day)}" if day else ""


def _on(day: date) -> str:
    return f", on {_in_words(day)}"


def _in_words(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
