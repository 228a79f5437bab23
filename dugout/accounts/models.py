"""Accounts and contacts, who owned them when, the stage by rule, and the figures that lists sort by."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Q
from django.db.models.functions import Greatest, Upper

from dugout.accounts.terms import DecisionRole, Stage
from dugout.people.models import IdRange, Person
from dugout.search.models import Fold


class Account(models.Model):
    """A company, or a unit of one, that is, may become, or was a client."""

    where = "Look it up in the list of accounts."
    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=200)
    # By it lists are sorted and names looked up by their beginning: by letters, whatever the server's language.
    name_key = models.GeneratedField(
        expression=Fold(F("name")), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    legal_name = models.CharField(max_length=200, default="", blank=True)
    domain = models.CharField(max_length=200, default="", blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=10, default=Stage.PROSPECT.value)
    industry = models.CharField(max_length=100, default="", blank=True)
    employees = models.PositiveIntegerField(null=True)
    annual_revenue = models.BigIntegerField(null=True, help_text="minor units of `currency`")
    currency = models.CharField(max_length=3, default="EUR")
    country = models.CharField(max_length=100, default="", blank=True)
    city = models.CharField(max_length=100, default="", blank=True)
    address = models.TextField(default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    founded = models.PositiveSmallIntegerField(null=True)
    came_by = models.CharField(max_length=20, default="outbound")
    external_source = models.CharField(max_length=40, default="")
    external_id = models.CharField(max_length=200, default="")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=[s.value for s in Stage]), name="account_stage_known"
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="account_not_own_parent"),
            models.CheckConstraint(condition=~Q(name=""), name="account_has_a_name"),
            models.UniqueConstraint(
                fields=["external_source", "external_id"],
                condition=~Q(external_source=""),
                name="account_external_once",
            ),
        ]
        indexes = [
            models.Index(fields=["name_key", "id"], name="account_by_name"),
            models.Index(fields=["owner", "name_key", "id"], name="account_by_owner"),
            models.Index(fields=["stage", "name_key", "id"], name="account_by_stage"),
            models.Index(fields=["employees", "id"], name="account_by_employees"),
            models.Index(fields=["annual_revenue", "id"], name="account_by_revenue"),
            models.Index(fields=["industry", "id"], name="account_by_industry"),
            models.Index(fields=["country", "id"], name="account_by_country"),
            models.Index(fields=["domain"], name="account_by_domain", condition=~Q(domain="")),
        ]

    def __str__(self) -> str:
        return self.name


class Ownership(models.Model):
    """Who owned an account from when to when; `managed` is true from an accepted hand-off on."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    managed = models.BooleanField(default=False)
    during = DateTimeRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="ownership_one_at_a_time",
                expressions=[
                    (IdRange("account_id"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
                deferrable=Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} owns {self.account_id}"


class StageChange(models.Model):
    """A dated change of an account's stage, with the record by which the rule decided it."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10)
    on_day = models.DateField()
    because = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["account", "on_day"], name="stage_change_day")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.stage} from {self.on_day}"


class AccountFigures(models.Model):
    """What lists filter and sort by: one row an account, written downward by the package that knows the value."""

    account = models.OneToOneField(Account, models.CASCADE, primary_key=True, related_name="figures")
    arr = models.BigIntegerField(default=0, help_text="minor units of `currency`")
    currency = models.CharField(max_length=3, default="EUR")
    client_since = models.DateField(null=True)
    renewal_on = models.DateField(null=True)
    open_opportunities = models.PositiveIntegerField(default=0)
    open_amount = models.BigIntegerField(default=0, help_text="minor units of `currency`")
    step = models.PositiveSmallIntegerField(null=True)
    open_signals = models.PositiveIntegerField(default=0)
    worst_signal = models.PositiveSmallIntegerField(default=0, help_text="0 none, 1 info ... 4 critical")
    last_contact_at = models.DateTimeField(null=True)
    last_proper_at = models.DateTimeField(null=True)
    sale_step_on = models.DateField(null=True, help_text="the last next step of an open sale")
    logged_step_on = models.DateField(null=True, help_text="the last next step that an entry names")
    next_step_on = models.GeneratedField(
        expression=Greatest(F("sale_step_on"), F("logged_step_on")),
        output_field=models.DateField(null=True), db_persist=True, null=True,
    )  # fmt: skip
    handoff_open = models.BooleanField(default=False)
    managed_since = models.DateTimeField(null=True)
    renewed = models.BooleanField(default=False)
    grown = models.BooleanField(default=False)

    class Meta:
        # Each begins with what a list sorts by and goes on with the account, so that a page is one range of it,
        # read forward or backward.
        indexes = [
            models.Index(fields=["arr", "account"], name="figures_by_arr"),
            models.Index(fields=["renewal_on", "account"], name="figures_by_renewal"),
            models.Index(fields=["last_contact_at", "account"], name="figures_by_contact"),
            models.Index(fields=["open_signals", "account"], name="figures_by_signals"),
            models.Index(fields=["next_step_on", "account"], name="figures_by_next_step"),
            models.Index(
                models.F("worst_signal").desc(),
                "account",
                name="figures_signals",
                condition=Q(worst_signal__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"figures of {self.account_id}"


class Contact(models.Model):
    """A person at an account. `left_on` is the day on which they left it."""

    where = "Look them up on the account."
    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="contacts")
    given_name = models.CharField(max_length=100, default="", blank=True)
    family_name = models.CharField(max_length=100)
    name_key = models.GeneratedField(
        expression=Fold(F("family_name")), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    title = models.CharField(max_length=200, default="", blank=True)
    client_department = models.CharField(max_length=40, default="", blank=True)
    email = models.CharField(max_length=254, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    language = models.CharField(max_length=20, default="", blank=True)
    reports_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    influence = models.PositiveSmallIntegerField(null=True)
    attitude = models.SmallIntegerField(null=True)
    left_on = models.DateField(null=True)
    external_source = models.CharField(max_length=40, default="")
    external_id = models.CharField(max_length=200, default="")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(family_name=""), name="contact_has_a_name"),
            models.CheckConstraint(
                condition=Q(influence=None) | Q(influence__gte=1, influence__lte=5),
                name="contact_influence_1_to_5",
            ),
            models.CheckConstraint(
                condition=Q(attitude=None) | Q(attitude__gte=-2, attitude__lte=2),
                name="contact_attitude_range",
            ),
            models.CheckConstraint(condition=~Q(reports_to=F("id")), name="contact_not_own_manager"),
            models.UniqueConstraint(
                fields=["external_source", "external_id"],
                condition=~Q(external_source=""),
                name="contact_external_once",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "name_key", "id"], name="contact_of_account"),
            models.Index(fields=["name_key", "id"], name="contact_by_name"),
            models.Index(Upper("email"), name="contact_by_email"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class ContactRole(models.Model):
    """One decision role of a contact. A contact may have several."""

    id = models.BigAutoField(primary_key=True)
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "role"], name="contact_role_once"),
            models.CheckConstraint(
                condition=Q(role__in=[r.value for r in DecisionRole]), name="contact_role_known"
            ),
        ]
        indexes = [models.Index(fields=["role", "contact"], name="contact_role_who")]

    def __str__(self) -> str:
        return self.role
