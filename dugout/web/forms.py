"""Every form: what was typed read into values by their types, one verb, then back; or the form with what is wrong."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import Any, TypeVar, cast

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from dugout.values.money import DECIMALS, Money
from dugout.values.numbers import read_amount, read_share, read_whole, typed_amount, typed_share
from dugout.values.records import Declared, Unit, declared, first_of_each
from dugout.values.refused import Problem, Refused, Stale
from dugout.web.errors import status_of
from dugout.web.guard import SignedInRequest, wants_a_part
from dugout.web.merging import Merge, merge
from dugout.web.reading import read_day, read_id, read_time
from dugout.web.saying import say
from dugout.web.showing import show

V = TypeVar("V")
R = TypeVar("R")
# What a box that is ticked or not is in words.
YES_OR_NO = (("on", "Yes"), ("", "No"))


def typed_as(
    of: type[V],
    post: QueryDict,
    *,
    check: Callable[[V], Iterable[Problem]] = lambda _: (),
    currency: str = "",
    needed: Sequence[str] = (),
    words: Mapping[str, str] = {},
    **usual: Any,
) -> V:
    """The fields of a form as values. Refused with everything that cannot be read, and what `check` finds in the rest.

    A field that is not in the form, or empty where something must be, is as `usual` has it, else as the dataclass has
    it. Fields of `needed` must be filled in though they have a default; `words` call a field otherwise than by its
    name. Amounts are in the `currency` given, else in the one that stands in the form.
    """
    currency = currency or post.get("currency", "").strip().upper()
    problems: list[Problem] = []
    read: dict[str, Any] = {}
    for one in declared(of):
        usually = usual.get(one.name, None if one.must_be_given else one.default)
        try:
            found = _read(one, post, currency)
        except Refused as refused:
            problems += refused.problems
            found = usually
        if found is None and not _may_be_empty(one, post):
            found = usually
            if one.name in needed or (one.must_be_given and one.name not in usual):
                problems.append(_missing(one, words))
        read[one.name] = found
    values = of(**read)
    if problems:
        raise Refused(first_of_each(*problems, *check(values)))
    return values


def _read(one: Declared, post: QueryDict, currency: str) -> Any:
    """What the form says of a field; None where it says nothing, or what is not offered."""
    if one.several and one.kind is int:
        return frozenset(read_id(text) or 0 for text in post.getlist(one.public))
    if one.several:
        return frozenset(one.kind(text) for text in post.getlist(one.public) if text in _words(one))
    text = post.get(one.public)
    if one.kind is bool:
        return bool(text)
    return None if text is None else _spelled(one, text, currency)


def _may_be_empty(one: Declared, post: QueryDict) -> bool:
    """Whether nothing is an answer: the field stands in the form, and is one that may be left open."""
    return one.may_be_none and one.public in post


def _missing(one: Declared, words: Mapping[str, str]) -> Problem:
    chosen = one.is_id or issubclass(one.kind, Enum)
    word = words.get(one.name, "day" if one.kind is date else one.public.replace("_", " "))
    return Problem(one.public, f"The {word} is missing.", "Choose one." if chosen else "Write it.")


def _spelled(one: Declared, text: str, currency: str) -> Any:
    """A text as the field's type has it; None for an empty one, and for a choice that is not offered."""
    if one.is_id:
        return read_id(text)
    if one.kind is date:
        return read_day(text, one.public)
    if one.kind is time:
        return read_time(text, one.public)
    if issubclass(one.kind, Enum):
        return one.kind(text) if text in _words(one) else None
    if one.mark is Unit.MINOR:
        return read_amount(text, currency, one.public) if currency in DECIMALS else None
    if one.mark is Unit.BASIS_POINTS:
        return read_share(text, one.public)
    if one.kind is int:
        return read_whole(text, one.public)
    if one.name == "currency":
        return text.strip().upper()
    return text.strip() or None if one.may_be_none else text


def _words(one: Declared) -> list[str]:
    return [str(word.value) for word in cast(type[Enum], one.kind)]


def texts_of(values: Any, *, currency: str = "") -> dict[str, str]:
    """Values as the texts of their form, by the names that its fields have; `typed_as` reads them back."""
    currency = currency or getattr(values, "currency", "")
    return {one.public: _text(one, getattr(values, one.name), currency) for one in declared(type(values))}


def _text(one: Declared, value: Any, currency: str) -> str:
    if one.several:
        return ",".join(sorted(value))
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    if one.mark is Unit.MINOR:
        return typed_amount(Money(value, currency))
    return typed_share(value) if one.mark is Unit.BASIS_POINTS else str(value)


def _texts_sent(post: QueryDict, names: Iterable[str], beginning: str = "") -> dict[str, str]:
    """What a form sent, with the line ends that are kept; several values of one field as one text, in order."""
    return {
        name: ",".join(sorted(post.getlist(beginning + name))).replace("\r\n", "\n")
        for name in names
        if beginning + name in post or not beginning
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What stands in a form's fields, from which state it `was` begun, and what is wrong or was `merged`."""

    typed: Mapping[str, str]
    was: Mapping[str, str]
    seen: str
    problems: Sequence[Problem]
    merged: Merge | None = None


def fields_of(
    request: SignedInRequest, now: Mapping[str, str], version: int, refusal: Refused | None
) -> Fields:
    """The fields of a record's form: its texts `now`, or what was typed.

    Somebody else changed the record meanwhile: what only one of both touched is taken over, field by field.
    """
    post = request.POST
    if refusal is None:
        return Fields(typed=now, was=now, seen=str(version), problems=())
    was = _texts_sent(post, now, "was-")
    if isinstance(refusal, Stale):
        merged = merge(was=was, theirs=now, yours=_texts_sent(post, now))
        return Fields(typed=merged.texts, was=now, seen=str(version), problems=(), merged=merged)
    # What was typed began from what the form had seen: that goes back with it.
    typed = _texts_sent(post, now)
    return Fields(typed=typed, was={**now, **was}, seen=post.get("seen", ""), problems=refusal.problems)


def show_form(
    request: SignedInRequest, template: str, refusal: Refused | None = None, *, inside: str = "", **more: Any
) -> HttpResponse:
    """A form: the page `template`; or, where a script asks, the dialog's inside alone, the template `inside`.

    Without `fields` among `more` what was typed stands in the form again, or what `typed` has before anybody typed.
    """
    part = bool(inside) and wants_a_part(request)
    fields = more.pop("fields", None) or Fields(
        typed=request.POST or more.get("typed", request.POST),
        was={},
        seen="",
        problems=refusal.problems if refusal else (),
    )
    context = {
        "refusal": refusal,
        "viewer": request.viewer,
        "form": inside,
        "part": part,
        **more,
        "typed": fields.typed,
        "problems": fields.problems,
        "fields": fields,
    }
    status = status_of(refusal) if refusal else 200
    if part:
        return render(request, inside, context, status=status)
    return show(request, template, context, status=status)


def answered(
    request: SignedInRequest,
    *,
    form: Callable[[Refused | None], HttpResponse],
    verb: Callable[[], R],
    said: str | Callable[[R], str] = "",
    back: str | Callable[[R], str],
    undo: Callable[[R], str] = lambda _: "",
) -> HttpResponse:
    """A form's whole way: shown; or its one verb called, said, and back; or shown again with what was refused."""
    if request.method != "POST":
        return form(None)
    try:
        done = verb()
    except Refused as refused:
        return form(refused)
    if text := said if isinstance(said, str) else said(done):
        say(request, text, undo=undo(done))
    return HttpResponseRedirect(back if isinstance(back, str) else back(done))


def seen(request: SignedInRequest) -> int:
    """The version that the page, or the address of an undo, showed; 0, which no record has, where it said none."""
    return read_id(request.POST.get("seen") or request.GET.get("seen")) or 0
