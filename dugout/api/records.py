"""Records by the API, declared by their values: listed, read, added, changed. A verb is an operation of its own."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Generic, TypeVar, cast

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict, create_model

from dugout.access.loading import allowed, loaded
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers, etag, seen_version
from dugout.api.shapes import MoneyIn, MoneyOut, Paged, id_text, moment, money, number
from dugout.people.terms import Scope
from dugout.values.records import Declared, Unit, declared, values_of
from dugout.values.refused import Problem, Refused

M = TypeVar("M", bound=Model)
V = TypeVar("V")


class Sent(Schema):
    """What is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True, eq=False)
class Record(Generic[M, V]):
    """What the API says of one kind of record.

    `more` are the fields that it shows after the values it is written with: name, type, and how each is read off a row.
    `usual` gives the values of `usual_fields`, with which one is added unless told; fields of `needed` must be sent
    though they have a default. `asked` is what a list is asked
    besides its page, and `narrowed` the rows for it.
    """

    word: str
    model: type[M]
    values: type[V]
    rows: Callable[[], QuerySet[M]]
    add: Callable[..., M]
    change: Callable[..., M]
    write: Action
    scope: Scope | None = None
    verb: str = "change"
    order: tuple[str, ...] = ("id",)
    about: str = ""
    usual_fields: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    usual: Callable[[ApiRequest], dict[str, Any]] = lambda _: {}
    more: tuple[tuple[str, Any, Callable[[M], Any]], ...] = ()
    asked: type[Paged] = Paged
    narrowed: Callable[[QuerySet[M], Any], QuerySet[M]] = lambda rows, _: rows

    @property
    def of_account(self) -> bool:
        return any(one.name == "account" for one in self.model._meta.fields)

    @property
    def shown_fields(self) -> tuple[Declared, ...]:
        """The declared fields but the currency of an amount, which the amount says."""
        amounts = any(one.mark is Unit.MINOR for one in declared(self.values))
        return tuple(one for one in declared(self.values) if not (amounts and one.name == "currency"))

    @cache  # noqa: B019  records are declared once, for as long as the process lives
    def shapes(self) -> tuple[Any, Any, Any, Any]:
        """What it shows, a list of it, what is sent to change one, and to add one."""
        name = self.word.capitalize()
        belongs: dict[str, Any] = {"account": (str, ...)} if self.of_account else {}
        shown: dict[str, Any] = {"id": (str, ...), **belongs}
        sent: dict[str, Any] = {}
        needed = dict(belongs)
        for one in self.shown_fields:
            shown[one.public] = (_type_shown(one), ...)
            sent[one.public] = _sent(one)
            if one.name in self.needed or (one.must_be_given and one.name not in self.usual_fields):
                needed[one.public] = (MoneyIn if one.mark is Unit.MINOR else _type_shown(one), ...)
        shown |= {more: (hint, ...) for more, hint, _ in self.more} | {"version": (int, ...)}
        out = create_model(f"{name}Out", __base__=Schema, **shown)
        many: Any = list[out]  # type: ignore[valid-type]
        listed = create_model(f"{name}List", __base__=Schema, items=(many, ...), next=(str | None, ...))
        patch = create_model(f"{name}Patch", __base__=Sent, __doc__=Sent.__doc__, **sent)
        given = create_model(f"{name}In", __base__=patch, __doc__=self.about or None, **needed)
        return out, listed, patch, given

    @property
    def out_shape(self) -> Any:
        return self.shapes()[0]

    def out(self, row: M) -> dict[str, Any]:
        """The record as its shape describes it."""
        told: dict[str, Any] = {"id": id_text(row.pk)}
        if self.of_account:
            told["account"] = id_text(cast(Any, row).account_id)
        for one in self.shown_fields:
            value = getattr(row, one.name)
            if one.mark is Unit.MINOR:
                value = None if value is None else money(value, cast(Any, row).currency)
            told[one.public] = id_text(value) if one.is_id else value
        for name, _, read in self.more:
            value = read(row)
            told[name] = moment(value) if isinstance(value, dt.datetime) else value
        return told | {"version": cast(Any, row).version}

    def read(self, values: V, sent: Schema) -> V:
        """The values with what was sent in their place. Refused for nothing where something must be."""
        given = sent.model_dump(exclude_unset=True)
        found: dict[str, Any] = {}
        problems = []
        for one in declared(self.values):
            if one.public not in given:
                continue
            value = given[one.public]
            if value is None and not one.may_be_none:
                problems.append(Problem(one.public, "This cannot be nothing.", "Leave it out, or say which."))
            elif one.mark is Unit.MINOR and value is not None:
                found |= {one.name: value["minor"], "currency": value["currency"]}
            else:
                found[one.name] = number(value) if one.is_id and value else value
        if problems:
            raise Refused(problems)
        return cast(V, replace(cast(Any, values), **found))


def _type_shown(one: Declared) -> Any:
    bare: Any = str if one.is_id else MoneyOut if one.mark is Unit.MINOR else one.kind
    return bare | None if one.may_be_none else bare


def _sent(one: Declared) -> tuple[Any, Any]:
    """Type and default of what is sent; nothing where something must be is refused by name, not by shape."""
    if one.kind is str:
        return str, ""
    default = None if one.must_be_given or one.is_id else one.default
    shown = MoneyIn if one.mark is Unit.MINOR else list[one.kind] if one.several else _type_shown(one)  # type: ignore[name-defined]
    return (shown | None if default is None else shown), default


def serve(router: Router, of: Record[Any, Any], path: str) -> None:
    """Adds the four operations of a record: its list at `path`, one of it, adding, changing."""
    _serve_reading(router, of, path)
    _serve_writing(router, of, path)


def _serve_reading(router: Router, of: Record[Any, Any], path: str) -> None:
    shown, listed, _, _ = of.shapes()
    words = path.removeprefix("/").replace("-", "_")

    @router.get(
        path,
        response={200: listed, **answers(404, 422)},
        summary=f"{of.word.capitalize()}s",
        operation_id=f"list_{words}",
    )
    @acts(Action.READ)
    def list_records(request: ApiRequest, asked: Query[of.asked]) -> Any:  # type: ignore[name-defined]
        rows = of.rows()
        if of.of_account and asked.account:
            rows = rows.filter(account_id=number(asked.account))
        return answer_list(request, of.narrowed(rows, asked), order=of.order, show=of.out)

    @router.get(
        f"{path}/{{record_id}}",
        response={200: shown, **answers(404)},
        summary=f"One {of.word}",
        operation_id=f"read_{of.word}",
    )
    @acts(Action.READ)
    def read_record(request: ApiRequest, response: HttpResponse, record_id: str) -> Any:  # noqa: ARG001
        return shown_with_version(of, loaded(of.model, number(record_id)), response)


def _serve_writing(router: Router, of: Record[Any, Any], path: str) -> None:
    shown, _, patch, given = of.shapes()

    @router.post(
        path,
        response={201: shown, **answers(404, 422)},
        summary=f"Add a {of.word}",
        operation_id=f"add_{of.word}",
    )
    @acts(of.write, of.scope)
    def add_record(request: ApiRequest, response: HttpResponse, sent: given) -> Any:  # type: ignore[valid-type]
        belongs: dict[str, Any] = {}
        if of.of_account:
            account = allowed(request, of.write, Account, number(cast(Any, sent).account))
            belongs["account_id"] = account.id
        first = {one.name: None for one in declared(of.values) if one.must_be_given} | of.usual(request)
        values = of.read(of.values(**first), sent)
        made = of.add(**belongs, values=values, by=request.by, at=request.at)
        return Status(201, shown_with_version(of, made, response))

    @router.patch(
        f"{path}/{{record_id}}",
        response={200: shown, **answers(404, 412, 422, 428)},
        summary=f"{of.verb.capitalize()} a {of.word}",
        operation_id=f"{of.verb}_{of.word}",
    )
    @acts(of.write, of.scope)
    def change_record(request: ApiRequest, response: HttpResponse, record_id: str, sent: patch) -> Any:  # type: ignore[valid-type]
        row = allowed(request, of.write, of.model, number(record_id))
        values = of.read(values_of(of.values, row), sent)
        named = {f"{of.word}_id": row.pk}
        changed = of.change(**named, values=values, seen=seen_version(request), by=request.by, at=request.at)
        return shown_with_version(of, changed, response)


def shown_with_version(of: Record[Any, Any], row: Any, response: HttpResponse) -> dict[str, Any]:
    """The record as its shape describes it; its version is the ETag."""
    response["ETag"] = etag(row.version)
    return of.out(row)
