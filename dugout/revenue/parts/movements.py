"""Writing movements: classed in order of date, never changed, a wrong class reversed and entered anew."""

from collections.abc import Collection
from datetime import date, datetime
from functools import partial

from dugout.history.parts import record
from dugout.history.terms import Author, Subject
from dugout.revenue.models import Movement, Paper
from dugout.revenue.rules import class_of, renews_on
from dugout.revenue.terms import MovementKind


def move(*, contract: Paper, on_day: date, event_on: date, amount: int, by: Author, at: datetime) -> None:
    """Records one change of ARR by a contract and mends the class of later ones. The account must be held.

    `amount` in minor units a year of the contract's currency, negative for less; nothing moves by zero.
    """
    if amount:
        kind = _class_at(contract, on_day, amount)
        _write(contract, kind, on_day=on_day, event_on=event_on, amount=amount, by=by, at=at)
        _mend_later(contract, on_day, by, at)


def renew(
    *, contract: Paper, renewed: Collection[Paper], on_day: date, event_on: date, by: Author, at: datetime
) -> None:
    """Records that a contract goes on with what others carried: a renewal of zero, and the difference to its year.

    Where one of them ran out already, its loss is reversed. The account must be held.
    """
    since = on_day
    for one in renewed:
        since = min(since, *(loss.on_day for loss in _reverse_loss_of(one, by, at)), on_day)
    carried = carried_by([one.id for one in renewed], _account_of(contract))
    write = partial(_write, contract, on_day=on_day, event_on=event_on, by=by, at=at)
    write(MovementKind.RENEWAL.value, amount=0)
    if difference := contract.value - carried:
        write(_class_at(contract, on_day, difference), amount=difference)
    _mend_later(contract, since, by, at)


def carried_by(contracts: Collection[int], account_id: int) -> int:
    """The ARR that contracts carry, with all that they renewed before, in minor units a year."""
    renewals = Paper.objects.filter(account_id=account_id, renewed_by__isnull=False)
    went_on = dict(renewals.values_list("id", "renewed_by_id"))
    chain = set(contracts)
    while more := {old for old, new in went_on.items() if new in chain} - chain:
        chain |= more
    return sum(Movement.objects.filter(contract__in=chain).values_list("amount", flat=True))


def counted(account_id: int) -> list[Movement]:
    """The movements that count (neither reversed nor reversing), in order of date, then of recording."""
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
            ever = ever or one.amount != 0
    return class_of(before, ever=ever, amount=amount, currency=contract.currency).value


def _write(
    contract: Paper, kind: str, *, on_day: date, event_on: date, amount: int, by: Author, at: datetime
) -> None:
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
    _tell("arr_moved", movement, by, at)


def _reverse(one: Movement, by: Author, at: datetime) -> None:
    """Takes a movement back by a row with the opposite amount and both its days, and says so."""
    reversal = Movement.objects.create(
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
    _tell("arr_reversed", reversal, by, at)


def _reverse_loss_of(contract: Paper, by: Author, at: datetime) -> list[Movement]:
    """Reverses the movement by which a contract ran out, where it has one."""
    assert contract.ends_on is not None
    after = renews_on(contract.ends_on)
    losses = [
        one
        for one in counted(_account_of(contract))
        if one.contract_id == contract.id and one.on_day == after and one.amount < 0
    ]
    for one in losses:
        _reverse(one, by, at)
    return losses


def _tell(kind: str, movement: Movement, by: Author, at: datetime) -> None:
    record(
        kind=kind,
        by=by,
        at=at,
        account_id=movement.account_id,
        subject=Subject(kind="movement", id=movement.id),
        after={
            "kind": movement.kind,
            "amount": movement.amount,
            "currency": movement.currency,
            "on_day": movement.on_day.isoformat(),
            "contract": movement.contract_id,
        },
    )


def _mend_later(contract: Paper, since: date, by: Author, at: datetime) -> None:
    """Where a back-dated movement changes the class of later ones, these are reversed and entered anew."""
    running: dict[str, int] = {}
    ever = False
    for one in counted(_account_of(contract)):
        kind = class_of(running, ever=ever, amount=one.amount, currency=one.currency).value
        if one.on_day >= since and kind != one.kind:
            _reverse(one, by, at)
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
        ever = ever or one.amount != 0


def _account_of(contract: Paper) -> int:
    if contract.account_id is None:
        raise RuntimeError("only a contract of an account moves ARR")
    return contract.account_id
