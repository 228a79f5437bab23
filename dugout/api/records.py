"""Records by the API, declared by their values: listed, read, added, changed. A verb is an operation of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar, cast

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import create_model

from dugout.access.loading import allowed, loaded
from dugout.access.terms import Action
from dugout.accounts.models import Account
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers, etag, seen_version
from dugout.api.sent import read_sent, sent_of
from dugout.api.shapes import MoneyIn, MoneyOut, Paged, listed, number
from dugout.api.shown import Id, shown
from dugout.people.terms import Scope
from dugout.values.records import Declared, Unit, declared, values_of

M = TypeVar("M", bound=Model)
V = TypeVar("V")


@dataclass(frozen=True, kw_only=True, eq=False)
class Record(Generic[M, V]):
    """What the API says of one kind of record.

    `more` are the fields that it shows after the values it is written with: name and type. `usual` gives the values of
    `usual_fields`, with which one is added unless told; fields of `needed` must be sent though they have a default.
    `asked` is what a list is asked besides its page, and `narrowed` the rows for it.
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
    more: tuple[tuple[str, Any], ...] = ()
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
    def shapes(self) -> tuple[Any, Any, Any]:
        """What it shows, what is sent to change one, and to add one."""
        name = self.word.capitalize()
        shown_of: dict[str, Any] = {"id": (Id, ...)}
        needed: dict[str, Any] = {}
        if self.of_account:
            shown_of["account"], needed["account"] = (Id, ...), (str, ...)
        for one in self.shown_fields:
            shown_of[one.public] = (_type_shown(one), ...)
            if one.name in self.needed or (one.must_be_given and one.name not in self.usual_fields):
                needed[one.public] = (MoneyIn if one.mark is Unit.MINOR else _type_shown(one), ...)
        shown_of |= {more: (hint, ...) for more, hint in self.more} | {"version": (int, ...)}
        out = create_model(f"{name}Out", __base__=Schema, **shown_of)
        about = "What is left out stays as it is."
        but = () if len(self.shown_fields) == len(declared(self.values)) else ("currency",)
        patch = create_model(f"{name}Patch", __base__=sent_of(self.values, but=but), __doc__=about)
        given = create_model(f"{name}In", __base__=patch, __doc__=self.about or None, **needed)
        return out, patch, given

    @property
    def out_shape(self) -> Any:
        return self.shapes()[0]

    def out(self, row: M) -> dict[str, Any]:
        """The record as its shape describes it."""
        return shown(self.out_shape, row)


def _type_shown(one: Declared) -> Any:
    bare: Any = Id if one.is_id else MoneyOut if one.mark is Unit.MINOR else one.kind
    return bare | None if one.may_be_none else bare


def serve(router: Router, of: Record[Any, Any], path: str) -> None:
    """Adds the four operations of a record: its list at `path`, one of it, adding, changing."""
    _serve_reading(router, of, path)
    _serve_writing(router, of, path)


def _serve_reading(router: Router, of: Record[Any, Any], path: str) -> None:
    shape = of.out_shape
    words = path.removeprefix("/").replace("-", "_")

    @router.get(
        path,
        response={200: listed(shape), **answers(404, 422)},
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
        response={200: shape, **answers(404)},
        summary=f"One {of.word}",
        operation_id=f"read_{of.word}",
    )
    @acts(Action.READ)
    def read_record(request: ApiRequest, response: HttpResponse, record_id: str) -> Any:  # noqa: ARG001
        return shown_with_version(of, loaded(of.model, number(record_id)), response)


def _serve_writing(router: Router, of: Record[Any, Any], path: str) -> None:
    shape, patch, given = of.shapes()

    @router.post(
        path,
        response={201: shape, **answers(404, 422)},
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
        values = read_sent(of.values(**first), sent)
        made = of.add(**belongs, values=values, by=request.by, at=request.at)
        return Status(201, shown_with_version(of, made, response))

    @router.patch(
        f"{path}/{{record_id}}",
        response={200: shape, **answers(404, 412, 422, 428)},
        summary=f"{of.verb.capitalize()} a {of.word}",
        operation_id=f"{of.verb}_{of.word}",
    )
    @acts(of.write, of.scope)
    def change_record(request: ApiRequest, response: HttpResponse, record_id: str, sent: patch) -> Any:  # type: ignore[valid-type]
        row = allowed(request, of.write, of.model, number(record_id))
        values = read_sent(values_of(of.values, row), sent)
        named = {f"{of.word}_id": row.pk}
        changed = of.change(**named, values=values, seen=seen_version(request), by=request.by, at=request.at)
        return shown_with_version(of, changed, response)


def shown_with_version(of: Record[Any, Any], row: Any, response: HttpResponse) -> dict[str, Any]:
    """The record as its shape describes it; its version is the ETag."""
    response["ETag"] = etag(row.version)
    return of.out(row)
