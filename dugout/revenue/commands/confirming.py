"""Confirming a draft as signed: only from then on it counts."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from dugout.accounts.models import Account
from dugout.accounts.parts import hold
from dugout.history.parts import record
from dugout.history.terms import Allowed, Subject
from dugout.our_company.queries import company_day
from dugout.revenue.models import Paper, PaperLine
from dugout.revenue.parts.drafting import lines_as_drafted
from dugout.revenue.parts.movements import move, renew
from dugout.revenue.parts.renewing import go_on_in, renewed_by
from dugout.revenue.parts.standing import bring_up_to_date
from dugout.revenue.rules import check_terms, last_day_of_term, order_total, term_of, yearly_amount
from dugout.revenue.terms import ConfirmedTerms, PaperKind
from dugout.values.refused import Missing, Refused, Stale, Taken


def confirm_contract(
    *, paper_id: int, terms: ConfirmedTerms, seen: int | None, by: Allowed, at: datetime
) -> Paper:
    """A contract draft counts from now on: the account is a client from the signing day, and ARR moves.

    The term ends `term` months after the service start, less a day; the movement is the contract's year after
    discount, on the service start, decided on the signing day. Where it renews others, they go on in it: one
    renewal, and the difference. Refused with every problem of the terms, when it is confirmed already (Taken), and
    when it changed since version `seen` (Stale).
    """
    with transaction.atomic():
        account, paper = _take(paper_id, PaperKind.CONTRACT, seen, terms)
        day = _check(paper, terms, at)
        lines = lines_as_drafted(list(PaperLine.objects.filter(paper=paper)))
        assert terms.starts_on is not None
        paper.starts_on = terms.starts_on
        paper.ends_on = last_day_of_term(terms.starts_on, term_of(lines))
        paper.value = yearly_amount(lines)
        renewed = renewed_by(paper, terms)
        _confirm(paper, terms, by, at)
        _move_arr(paper, renewed, terms, by, at)
        bring_up_to_date(account=account, day=day, by=by, at=at)
    return paper


def confirm_order(
    *, paper_id: int, terms: ConfirmedTerms, seen: int | None, by: Allowed, at: datetime
) -> Paper:
    """An order draft counts from now on: the account is a client from the signing day. ARR does not move.

    Refused as `confirm_contract`.
    """
    with transaction.atomic():
        account, paper = _take(paper_id, PaperKind.ORDER, seen, terms)
        day = _check(paper, terms, at)
        paper.value = order_total(lines_as_drafted(list(PaperLine.objects.filter(paper=paper))))
        _confirm(paper, terms, by, at)
        bring_up_to_date(account=account, day=day, by=by, at=at)
    return paper


def _move_arr(
    paper: Paper, renewed: Sequence[Paper], terms: ConfirmedTerms, by: Allowed, at: datetime
) -> None:
    assert terms.starts_on is not None
    on_day, event_on = terms.starts_on, terms.signed_on
    if renewed:
        renew(contract=paper, renewed=renewed, on_day=on_day, event_on=event_on, by=by, at=at)
        go_on_in(paper, renewed, by=by, at=at)
    else:
        move(contract=paper, on_day=on_day, event_on=event_on, amount=paper.value, by=by, at=at)


def _take(paper_id: int, kind: PaperKind, seen: int | None, terms: ConfirmedTerms) -> tuple[Account, Paper]:
    found = Paper.objects.filter(id=paper_id, kind=kind.value).values_list("account_id", flat=True).first()
    if found is None:
        raise Missing.because(f"There is no such {kind.value}.", "Look for it on the account.")
    account = hold(found)
    paper = (
        Paper.objects.select_for_update(of=("self",))
        .select_related("confirmed_by", "opportunity")
        .filter(id=paper_id)
        .first()
    )
    if paper is None:
        raise Missing.because(f"The draft of this {kind.value} was taken back.", "Look at the account again.")
    if paper.confirmed_at is not None:
        who = paper.confirmed_by.name if paper.confirmed_by else "the import"
        raise Taken.because(
            f"{who} confirmed this {kind.value} already.", "There is nothing left to confirm.", winner=who
        )
    if seen is not None and paper.version != seen:
        raise Stale.because(
            f"This {kind.value} changed since you looked at it.",
            "Look at it again, then confirm it.",
            theirs={"version": paper.version, "value": paper.value},
            yours={"signed_on": terms.signed_on.isoformat()},
        )
    return account, paper


def _check(paper: Paper, terms: ConfirmedTerms, at: datetime) -> date:
    """The company's date of the moment. Refused with all problems of the terms."""
    day = company_day(at)
    if problems := check_terms(PaperKind(paper.kind), terms, today=day):
        raise Refused(problems)
    return day


def _confirm(paper: Paper, terms: ConfirmedTerms, by: Allowed, at: datetime) -> None:
    paper.signed_on, paper.confirmed_at, paper.confirmed_by_id = terms.signed_on, at, by.person_id
    paper.version += 1
    paper.save()
    record(
        kind="paper_confirmed",
        by=by,
        at=at,
        account_id=paper.account_id,
        subject=Subject(kind="paper", id=paper.id),
        before={"signed_on": None},
        after={
            "kind": paper.kind,
            "value": paper.value,
            "currency": paper.currency,
            "signed_on": terms.signed_on.isoformat(),
            "starts_on": paper.starts_on.isoformat() if paper.starts_on else None,
            "ends_on": paper.ends_on.isoformat() if paper.ends_on else None,
        },
    )
