"""The company's own records: what it is called, how it is divided, when it is open, how it is set."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from dugout.our_company.rules.marks import mark_of
from dugout.our_company.terms import Side


class Company(models.Model):
    """The one row that says who we are. Its id is always 1."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=200)
    currency = models.CharField(max_length=3, default="EUR")
    time_zone = models.CharField(max_length=60, default="UTC")
    fiscal_month = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    demo = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="company_is_one"),
            models.CheckConstraint(
                condition=Q(fiscal_month__gte=1, fiscal_month__lte=12), name="company_fiscal_month"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Position(models.Model):
    """One of the places of the line-up; departments fill it. `code` is its mark on screens (1B, SS, ...)."""

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=40, unique=True)
    order = models.PositiveSmallIntegerField(unique=True)

    def __str__(self) -> str:
        return f"{self.code.upper()} {self.name}"


class Department(models.Model):
    where = "Take one of the list of departments."
    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=100, unique=True)
    side = models.CharField(max_length=20)
    position = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="departments")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(side__in=[s.value for s in Side]), name="department_side_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def mark(self) -> str:
        """The code by which screens colour this department: its position's, `am` for account management."""
        return mark_of(self.side, self.position.code if self.position else None)


class Calendar(models.Model):
    """Working hours in a zone.

    `week` is seven lists of [opens, closes] as "HH:MM", Monday first; `later` the weeks that replace it, as
    [day, week] in order of the day from which each holds. What was counted before a day keeps its hours.
    """

    where = "Take one of the list of calendars."
    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=100, unique=True)
    time_zone = models.CharField(max_length=60)
    week = models.JSONField()
    later = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Holiday(models.Model):
    """A day on which a calendar is closed, or open only until `open_until` (a half day)."""

    id = models.BigAutoField(primary_key=True)
    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="holidays")
    day = models.DateField()
    name = models.CharField(max_length=100)
    open_until = models.TimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["calendar", "day"], name="holiday_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class Location(models.Model):
    where = "Take one of the list of locations."
    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=100, unique=True)
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="locations")
    main = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["main"], condition=Q(main=True), name="location_one_main"),
        ]

    def __str__(self) -> str:
        return self.name


class SettingVersion(models.Model):
    """A setting on which results depend, never overwritten: the newest row up to a moment counts then."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=60)
    value = models.JSONField()
    from_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index("key", models.F("from_at").desc(), name="setting_newest")]

    def __str__(self) -> str:
        return f"{self.key} from {self.from_at:%Y-%m-%d}"
