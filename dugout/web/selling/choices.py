"""What the small forms offer to choose from, in words."""

from dugout.selling.models import Product
from dugout.selling.queries.asks import Asks
from dugout.selling.terms import ProductKind
from dugout.web.formats import day, money
from dugout.web.jinja import today

Choices = list[tuple[int, str]]


def product_in_words(product: Product) -> str:
    """Freezer farm, €100 a month; Installation, €500 a piece."""
    per = "month" if product.kind == ProductKind.RECURRING else product.unit
    return f"{product.name}, {money(product.price, product.currency)} a {per}"


def choices_of_products(asks: Asks) -> Choices:
    """What is sold, and what the offer holds already though it is sold no more."""
    held = {line.product_id: line.product for line in asks.lines}
    sold = {product.id: product for product in asks.products}
    return [(key, product_in_words(product)) for key, product in (held | sold).items()]


def choices_of_requests(asks: Asks) -> Choices:
    """The requests for commitment that wait for their answer, the newest first."""
    words = [(one.id, f"Asked {one.contact.name}, {day(one.day, today())}") for one in asks.requests]
    return words[::-1]
