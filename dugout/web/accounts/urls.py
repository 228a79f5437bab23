"""Addresses of accounts and contacts. The account's own page stands with the overview."""

from django.urls import path

from dugout.web.accounts import accounts, adding, contact, contacts, correcting, owner, parent

urlpatterns = [
    path("accounts", accounts.accounts),
    path("accounts/narrow", accounts.narrow),
    path("accounts/new", adding.add_account),
    path("accounts/<int:account_id>/edit", correcting.correct_account),
    path("accounts/<int:account_id>/undo/<int:version>", correcting.undo_correction),
    path("accounts/<int:account_id>/owner", owner.change_owner),
    path("accounts/<int:account_id>/parent", parent.change_parent),
    path("accounts/<int:account_id>/contacts", contacts.contacts),
    path("accounts/<int:account_id>/contacts/new", contacts.add_contact),
    path("contacts/<int:contact_id>", contact.contact),
    path("contacts/<int:contact_id>/edit", contact.correct_contact),
    path("contacts/<int:contact_id>/undo/<int:version>", contact.undo_correction),
    path("contacts/<int:contact_id>/leave", contact.leave),
    path("contacts/<int:contact_id>/return", contact.come_back),
]
