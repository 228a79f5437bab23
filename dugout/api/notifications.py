"""Notifications: what the caller was told, and why."""

from typing import Annotated, Any

from ninja import Router, Schema

from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers
from dugout.api.shapes import listed, number
from dugout.api.shown import From, Id, Moment, as_shape, shown
from dugout.people.terms import Scope
from dugout.timeline.commands.inbox import mark_all_read
from dugout.timeline.commands.inbox import mark_read as mark
from dugout.timeline.queries.inbox import notices_of

router = Router()


class NotificationOut(Schema):
    """That the caller was told of an entry of this kind. `read_at` is empty until it was read."""

    id: Id
    entry: Id
    entry_kind: Annotated[str, From("entry.kind")]
    account: Annotated[Id | None, From("entry.account_id")]
    because: str
    made_at: Moment
    read_at: Moment | None


class ReadOut(Schema):
    """How many were marked as read now."""

    read: int


@router.get(
    "/notifications",
    response={200: listed(NotificationOut), **answers(422)},
    summary="The caller's notices, newest first",
)
@acts(Action.READ)
def list_notifications(
    request: ApiRequest,
    *,
    unread: bool = False,
    limit: int | None = None,  # noqa: ARG001  answer_list reads it
    after: str | None = None,  # noqa: ARG001  answer_list reads it
) -> Any:
    rows = notices_of(request.viewer.person.id, unread=unread)
    return answer_list(request, rows, order=("-id",), show=as_shape(NotificationOut))


@router.post(
    "/notifications/{notification_id}/read",
    response={200: NotificationOut, **answers(404)},
    summary="Mark one notice as read",
)
@acts(Action.OWN_SETTINGS, Scope.WRITE)
def mark_notification_read(request: ApiRequest, notification_id: str) -> Any:
    row = mark(notification_id=number(notification_id), by=request.by, at=request.at)
    return shown(NotificationOut, row)


@router.post(
    "/notifications/read-all", response={200: ReadOut, **answers()}, summary="Mark all notices as read"
)
@acts(Action.OWN_SETTINGS, Scope.WRITE)
def mark_all_notifications_read(request: ApiRequest) -> Any:
    return {"read": mark_all_read(by=request.by, at=request.at)}
