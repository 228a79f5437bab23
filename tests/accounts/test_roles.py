"""One more decision role for a contact."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from dugout.accounts.commands.roles import give_role
from dugout.accounts.models import Account, Contact
from dugout.accounts.terms import DecisionRole
from dugout.history.models import Entry
from dugout.values.refused import Missing

pytestmark = pytest.mark.django_db


def test_a_role_is_added_to_the_others_once(author: Callable[[str], Any], at: dt.datetime) -> None:
    account = Account.objects.create(name="Brightwater Foods", made_at=at)
    ana = Contact.objects.create(account=account, family_name="Ruiz", made_at=at)
    for role in (DecisionRole.USER, DecisionRole.ECONOMIC_BUYER, DecisionRole.ECONOMIC_BUYER):
        give_role(contact_id=ana.id, role=role, by=author("seller"), at=at)
    ana.refresh_from_db()
    assert sorted(ana.roles.values_list("role", flat=True)) == ["economic_buyer", "user"]
    assert ana.version == 3
    entry = Entry.objects.filter(kind="contact_changed").latest("id")
    assert (entry.before, entry.after) == ({"roles": ["user"]}, {"roles": ["economic_buyer", "user"]})


def test_an_unknown_contact_has_no_role(author: Callable[[str], Any], at: dt.datetime) -> None:
    with pytest.raises(Missing):
        give_role(contact_id=999_999, role=DecisionRole.USER, by=author("seller"), at=at)
