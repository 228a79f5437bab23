"""What Halden sells. Prices in whole euros; of a recurring product for one month of one unit."""

from datetime import datetime

from dugout.history.terms import Allowed
from dugout.selling.commands.products import add_product
from dugout.selling.models import Product
from dugout.selling.terms import ProductKind, ProductValues

ONE_OFF, RECURRING = ProductKind.ONE_OFF, ProductKind.RECURRING

# Word in the stories: name, series, kind, unit, price.
PRODUCTS = {
    "farm": ("Freezer farm telemetry", "Telemetry", RECURRING, "farm", 2_350),
    "room": ("Cold room telemetry", "Telemetry", RECURRING, "room", 165),
    "door": ("Door and compressor alarms", "Telemetry", RECURRING, "site", 240),
    "loggers": ("Vehicle loggers with live view", "Telemetry", RECURRING, "vehicle", 58),
    "vaccines": ("Vaccine fridge watch", "Telemetry", RECURRING, "fridge", 39),
    "reports": ("Audit reports, GDP and HACCP", "Compliance", RECURRING, "site", 190),
    "watch": ("Night watch, 24 hours", "Service", RECURRING, "site", 420),
    "install": ("Installation and commissioning", "Service", ONE_OFF, "site", 4_800),
    "validation": ("Validation run with report", "Compliance", ONE_OFF, "run", 3_600),
    "probes": ("Calibrated probe, spare", "Hardware", ONE_OFF, "piece", 145),
    "gateway": ("Gateway with SIM", "Hardware", ONE_OFF, "piece", 690),
    "training": ("Training of staff on site", "Service", ONE_OFF, "day", 1_250),
}


def add_products(*, by: Allowed, at: datetime) -> dict[str, Product]:
    """The catalogue, by the word that the stories use."""
    return {
        word: add_product(
            values=ProductValues(name=name, series=series, kind=kind, unit=unit, price=price * 100),
            by=by,
            at=at,
        )
        for word, (name, series, kind, unit, price) in PRODUCTS.items()
    }
