"""Addresses of the client document's pages."""

from django.urls import path

from dugout.web.documents import changes, document, items, revisions, sections

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
    *(path(f"accounts/<int:account_id>/{word}s/new", items.add_item, {"word": word}) for word in items.ITEMS),
    *(path(f"{word}s/<int:item_id>", items.item, {"word": word}) for word in items.ITEMS),
    *(path(f"{word}s/<int:item_id>/change", items.change_item, {"word": word}) for word in items.ITEMS),
    path("promises/<int:promise_id>/keep", items.keep_promise),
    path("promises/<int:promise_id>/break", items.break_promise),
    path("promises/<int:promise_id>/reopen", items.reopen_promise),
]
