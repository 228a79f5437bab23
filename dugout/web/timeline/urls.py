"""Addresses of the timeline's pages."""

from django.urls import path

from dugout.web.timeline import entries, logging, notices, signals

urlpatterns = [
    path("log", logging.choose_account),
    path("accounts/<int:account_id>/log", logging.log_entry),
    path("accounts/<int:account_id>/log/proposal", logging.proposal),
    path("accounts/<int:account_id>/timeline", entries.timeline),
    path("accounts/<int:account_id>/timeline/find", entries.find_in_timeline),
    path("entries/<int:entry_id>", entries.entry),
    path("entries/<int:entry_id>/withdraw", entries.withdraw_entry),
    path("accounts/<int:account_id>/signals/new", signals.raise_signal),
    path("signals", signals.signals),
    path("signals/<int:signal_id>", signals.signal),
    path("signals/<int:signal_id>/report", signals.add_evidence),
    path("signals/<int:signal_id>/claim", signals.claim_signal),
    path("signals/<int:signal_id>/release", signals.release_claim),
    path("signals/<int:signal_id>/resolve", signals.resolve_signal),
    path("notices", notices.notices),
    path("notices/read-all", notices.mark_all_read),
    path("notices/<int:notification_id>/read", notices.mark_read),
    path("notices/<int:notification_id>/open", notices.open_notice),
]
