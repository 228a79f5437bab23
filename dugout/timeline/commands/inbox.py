"""Reading one's notices. Personal, so nothing of it stands on a timeline."""

from datetime import datetime

from dugout.history.terms import Allowed
from dugout.timeline.models import Notification
from dugout.values.refused import Missing


def mark_read(*, notification_id: int, by: Allowed, at: datetime) -> Notification:
    """Marks one notice of one's own as read; the first time counts. Missing for somebody else's."""
    own = Notification.objects.filter(id=notification_id, person_id=by.person_id or 0)
    own.filter(read_at=None).update(read_at=at)
    found = own.select_related("entry").first()
    if found is None:
        raise Missing.because("There is no such notice among yours.", "Look at your notices anew.")
    return found


def mark_all_read(*, by: Allowed, at: datetime, up_to_id: int | None = None) -> int:
    """Marks all one's notices as read, up to the newest that was seen; returns how many."""
    unread = Notification.objects.filter(person_id=by.person_id or 0, read_at=None)
    if up_to_id is not None:
        unread = unread.filter(id__lte=up_to_id)
    return unread.update(read_at=at)
