"""Addresses of accounts and contacts. The account's own page stands with the overview."""

from django.urls import path

from dugout.web.accounts import accounts

urlpatterns = [
    path("accounts", accounts.accounts),
    path("accounts/narrow", accounts.narrow),
]
