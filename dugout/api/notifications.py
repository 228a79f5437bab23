"""Notifications: what the caller was told, and why."""

from typing import Any

from ninja import Router, Schema

from dugout.access.terms import Action
from dugout.api.auth import ApiRequest
from dugout.api.lists import answer_list
from dugout.api.operations import acts, answers
from dugout.api.shapes import id_text, moment, number
from dugout.people.terms import Scope
from dugout.timeline.commands.inbox import mark_all_read
from dugout.timeline.commands.inbox import mark_read as mark
from dugout.timeline.models import Notification
from dugout.timeline.queries.inbox import notices_of

router = Router()


class NotificationOut(Schema):
    """That the caller was told of an entry of this kind. `read_at` is empty until it was read."""

    id: str
    entry: str
    entry_kind: str
    account: str | None
    because: str
    made_at: str
    read_at: str | None


class NotificationList(Schema):
    items: list[NotificationOut]
    next: str | None


class ReadOut(Schema):
    """How many were marked as read now."""

    read: int


@router.get(
    "/notifications",
    response={200: NotificationList, **answers(422)},
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
    return answer_list(request, rows, order=("-id",), show=_out)


@router.post(
    "/notifications/{notification_id}/read",
    response={200: NotificationOut, **answers(404)},
    summary="Mark one notice as read",
)
@acts(Action.OWN_SETTINGS, Scope.WRITE)
def mark_notification_read(request: ApiRequest, notification_id: str) -> Any:
    return _out(mark(notification_id=number(notification_id), by=request.by, at=request.at))


@router.post(
    "/notifications/read-all", response={200: ReadOut, **answers()}, summary="Mark all notices as read"
)
@acts(Action.OWN_SETTINGS, Scope.WRITE)
def mark_all_notifications_read(request: ApiRequest) -> Any:
    return {"read": mark_all_read(by=request.by, at=request.at)}


def _out(row: Notification) -> dict[str, Any]:
    return {
        "id": id_text(row.id),
        "entry": id_text(row.entry_id),
        "entry_kind": row.entry.kind,
        "account": id_text(row.entry.account_id),
        "because": row.because,
        "made_at": moment(row.made_at),
        "read_at": moment(row.read_at),
    }
