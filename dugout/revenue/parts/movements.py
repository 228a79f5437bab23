"""Writing movements: classed in order of date, never changed, a wrong class reversed and entered anew."""

from datetime import date, datetime

from dugout.history.parts import record
from dugout.history.terms import Author, Subject
from dugout.revenue.models import Movement, Paper
from dugout.revenue.rules import class_of


def move(*, contract: Paper, on_day: date, event_on: date, amount: int, by: Author, at: datetime) -> Movement:
    """Records one change of ARR by a contract and mends the class of later ones. The account must be held.

    `amount` in minor units a year of the contract's currency, negative for less.
    """
    kind = _class_at(contract, on_day, amount)
    movement = _write(contract, kind, on_day=on_day, event_on=event_on, amount=amount, by=by, at=at)
    _mend_later(contract, on_day, by, at)
    return movement


def counted(account_id: int) -> list[Movement]:
    """The movements that count (neither reversed nor reversing), in order of date, then of recording. One query."""
    return list(
        Movement.objects.filter(account_id=account_id, reverses=None, reversal=None)
        .select_related("contract")
        .order_by("on_day", "id")
    )


def _class_at(contract: Paper, on_day: date, amount: int) -> str:
    before: dict[str, int] = {}
    ever = False
    for one in counted(_account_of(contract)):
        if one.on_day <= on_day:
            before[one.currency] = before.get(one.currency, 0) + one.amount
            ever = True
    return class_of(before, ever=ever, amount=amount, currency=contract.currency).value


def _write(
    contract: Paper, kind: str, *, on_day: date, event_on: date, amount: int, by: Author, at: datetime
) -> Movement:
    movement = Movement.objects.create(
        account_id=_account_of(contract),
        contract=contract,
        kind=kind,
        on_day=on_day,
        event_on=event_on,
        amount=amount,
        currency=contract.currency,
        recorded_at=at,
    )
    record(
        kind="arr_moved",
        by=by,
        at=at,
        account_id=contract.account_id,
        subject=Subject(kind="movement", id=movement.id),
        after={
            "kind": kind,
            "amount": amount,
            "currency": contract.currency,
            "on_day": on_day.isoformat(),
            "contract": contract.id,
        },
    )
    return movement


def _mend_later(contract: Paper, since: date, by: Author, at: datetime) -> None:
    """Where a back-dated movement changes the class of later ones, these are reversed and entered anew."""
    running: dict[str, int] = {}
    ever = False
    for one in counted(_account_of(contract)):
        kind = class_of(running, ever=ever, amount=one.amount, currency=one.currency).value
        if one.on_day >= since and kind != one.kind:
            Movement.objects.create(
                account_id=one.account_id,
                contract=one.contract,
                kind=one.kind,
                on_day=one.on_day,
                event_on=one.event_on,
                reverses=one,
                amount=-one.amount,
                currency=one.currency,
                recorded_at=at,
            )
            _write(
                one.contract,
                kind,
                on_day=one.on_day,
                event_on=one.event_on,
                amount=one.amount,
                by=by,
                at=at,
            )
        running[one.currency] = running.get(one.currency, 0) + one.amount
        ever = True


def _account_of(contract: Paper) -> int:
    if contract.account_id is None:
        raise RuntimeError("only a contract of an account moves ARR")
    return contract.account_id
