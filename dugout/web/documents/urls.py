"""Addresses of the client document's pages."""

from django.urls import path

from dugout.web.documents import changes, document, goals, needs, promises, revisions, sections

DOCUMENT = "accounts/<int:account_id>/document"

urlpatterns = [
    path(DOCUMENT, document.document),
    path(f"{DOCUMENT}/print", document.document_on_paper),
    path(f"{DOCUMENT}/changes", changes.changes),
    path(f"{DOCUMENT}/<slug:key>/write", sections.write_section),
    path(f"{DOCUMENT}/<slug:key>/none-known", sections.answer_none_known),
    path(f"{DOCUMENT}/<slug:key>/withdraw-none-known", sections.withdraw_none_known),
    path(f"{DOCUMENT}/<slug:key>/history", revisions.history),
    path(f"{DOCUMENT}/<slug:key>/revisions/<int:number>", revisions.revision),
    path(f"{DOCUMENT}/<slug:key>/compare", revisions.compare_revisions),
    path(f"{DOCUMENT}/<slug:key>/restore", revisions.restore_section),
    path("accounts/<int:account_id>/needs/new", needs.add_need),
    path("needs/<int:need_id>", needs.need),
    path("needs/<int:need_id>/change", needs.change_need),
    path("accounts/<int:account_id>/goals/new", goals.add_goal),
    path("goals/<int:goal_id>", goals.goal),
    path("goals/<int:goal_id>/change", goals.change_goal),
    path("accounts/<int:account_id>/promises/new", promises.add_promise),
    path("promises/<int:promise_id>", promises.promise),
    path("promises/<int:promise_id>/change", promises.change_promise),
    path("promises/<int:promise_id>/keep", promises.keep_promise),
    path("promises/<int:promise_id>/break", promises.break_promise),
    path("promises/<int:promise_id>/reopen", promises.reopen_promise),
]
