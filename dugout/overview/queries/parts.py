"""Columns and joins that several lists of the overview share."""

from typing import Any

from django.db.models import CharField, DateField, F, FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat, Trim

from dugout.statements import Given


def name_of(path: str) -> Coalesce:
    """The name at the end of a path, empty where nothing is there."""
    return Coalesce(F(f"{path}__name"), Value(""))


def contact_name(path: str) -> Trim:
    """The whole name of a contact, empty where there is none."""
    whole = Concat(F(f"{path}__given_name"), Value(" "), F(f"{path}__family_name"), output_field=CharField())
    return Trim(whole)


def with_post(found: QuerySet[Any], path: str) -> QuerySet[Any]:
    """Joins the post that the person at the end of a path has on the given `day`, as `post`."""
    on_the_day = Q(**{f"{path}__posts__during__contains": Given("day", DateField())})
    joined: QuerySet[Any] = found.annotate(post=FilteredRelation(f"{path}__posts", condition=on_the_day))
    return joined
