"""Persons and what is effective-dated about them: posts, heads, absences; their ways to sign in."""

from datetime import date, timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Func, Q, Value

from dugout.our_company.models import Calendar, Department, Location
from dugout.our_company.terms import Side
from dugout.people.rules import initials_of


class IdRange(Func):
    """`int8range(id, id, '[]')`: the equal part of an exclusion constraint without the btree_gist extension."""

    function = "int8range"

    def __init__(self, field: str) -> None:
        super().__init__(F(field), F(field), Value("[]"))


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)

    def here(self) -> "models.QuerySet[Person]":
        """Those who work here now."""
        return self.filter(left_on=None)


class Person(AbstractBaseUser):
    """Somebody who works here, or did. One without email never signs in and still holds things."""

    where = "Look them up in People."
    id = models.BigAutoField(primary_key=True)
    email = models.EmailField(max_length=254, null=True, unique=True)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    time_zone = models.CharField(max_length=60, default="", blank=True)
    locale = models.CharField(max_length=20, default="en-GB")
    is_admin = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    left_on = models.DateField(null=True)
    joined_at = models.DateTimeField()
    external_source = models.CharField(max_length=40, default="")
    external_id = models.CharField(max_length=200, default="")
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["external_source", "external_id"],
                condition=~Q(external_source=""),
                name="person_external_once",
            ),
            # Else the last one could lose the way in, and nobody could let another in.
            models.CheckConstraint(
                condition=Q(is_admin=False) | Q(email__isnull=False), name="administrator_has_an_email"
            ),
        ]
        indexes = [models.Index(fields=["name", "id"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        return initials_of(self.name)


class Post(models.Model):
    """What is effective-dated about a person: department, manager, location, quota, own calendar."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    reports_to = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    location = models.ForeignKey(Location, models.PROTECT, null=True, related_name="+")
    own_hours = models.ForeignKey(Calendar, models.PROTECT, null=True, related_name="+")
    carries_quota = models.BooleanField(default=False)
    during = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="post_one_at_a_time",
                expressions=[
                    (IdRange("person_id"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=~Q(reports_to=F("person")), name="post_not_own_manager"),
            models.CheckConstraint(condition=Q(during__isempty=False), name="post_span_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.department_id}"

    @property
    def last_day(self) -> date | None:
        """The last day of the post; None while it has no end."""
        return self.during.upper - timedelta(days=1) if self.during.upper else None


class SideHead(models.Model):
    """The one person named for a side, with a deputy for absences."""

    id = models.BigAutoField(primary_key=True)
    side = models.CharField(max_length=20)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    deputy = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    during = DateRangeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=[Side.SALES.value, Side.ACCOUNT_MANAGEMENT.value]),
                name="side_head_of_a_selling_side",
            ),
            ExclusionConstraint(
                name="side_head_sales_one",
                expressions=[("during", RangeOperators.OVERLAPS)],
                condition=Q(side=Side.SALES.value),
            ),
            ExclusionConstraint(
                name="side_head_accounts_one",
                expressions=[("during", RangeOperators.OVERLAPS)],
                condition=Q(side=Side.ACCOUNT_MANAGEMENT.value),
            ),
            models.CheckConstraint(condition=~Q(deputy=F("person")), name="side_head_deputy_is_another"),
        ]

    def __str__(self) -> str:
        return f"head of {self.side}"


class DepartmentHead(models.Model):
    id = models.BigAutoField(primary_key=True)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    during = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="department_head_one",
                expressions=[
                    (IdRange("department_id"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"head of department {self.department_id}"


class Absence(models.Model):
    """Days on which somebody is away, and who acts for them in everything. A cancelled one keeps its row."""

    where = "Look at the list again."
    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    during = DateRangeField()
    recorded_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="absence_one_at_a_time",
                expressions=[
                    (IdRange("person_id"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled_at=None),
            ),
            models.CheckConstraint(condition=~Q(stand_in=F("person")), name="absence_stand_in_is_another"),
            models.CheckConstraint(condition=Q(during__isempty=False), name="absence_span_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} away"

    @property
    def last_day(self) -> date:
        back: date = self.during.upper
        return back - timedelta(days=1)


class OneTimeLink(models.Model):
    """A link that lets its holder set a password once: the first admin's, or an invitation. Kept as a hash."""

    id = models.BigAutoField(primary_key=True)
    purpose = models.CharField(max_length=20)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose="first_admin", person=None)
                | Q(purpose="invitation", person__isnull=False),
                name="one_time_link_for_whom",
            ),
            models.UniqueConstraint(
                fields=["purpose"],
                condition=Q(purpose="first_admin", used_at__isnull=False),
                name="first_admin_made_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} link"


class ApiToken(models.Model):
    """A person's named token. The secret is shown once; its SHA-256 is kept."""

    where = "Look at your list of tokens."
    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    scopes = models.JSONField()
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "token of yours"

    def __str__(self) -> str:
        return self.name
