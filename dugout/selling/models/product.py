"""What we sell."""

from django.db import models
from django.db.models import Q

from dugout.selling.terms import ProductKind


class Product(models.Model):
    """A product with its list price, in minor units; of a recurring one for one month of one unit."""

    where = "Look for it in the list of products."
    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=200)
    series = models.CharField(max_length=100, default="", blank=True)
    kind = models.CharField(max_length=10, default=ProductKind.ONE_OFF.value)
    unit = models.CharField(max_length=30, default="piece")
    price = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="EUR")
    retired_at = models.DateTimeField(null=True)
    external_source = models.CharField(max_length=40, default="")
    external_id = models.CharField(max_length=200, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in ProductKind]), name="product_kind_known"
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="product_price_not_negative"),
            models.UniqueConstraint(
                fields=["external_source", "external_id"],
                condition=~Q(external_source=""),
                name="product_external_once",
            ),
            models.UniqueConstraint(
                fields=["name"], condition=Q(retired_at=None), name="product_name_once_while_sold"
            ),
        ]

    def __str__(self) -> str:
        return self.name
