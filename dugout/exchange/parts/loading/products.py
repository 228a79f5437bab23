"""Products."""

from collections.abc import Mapping, Sequence

from dugout.bulk.verdicts import RowDone
from dugout.exchange.parts.loading.scene import Scene
from dugout.exchange.terms.rows import ProductRow
from dugout.selling.commands.importing import import_products
from dugout.selling.terms import ProductToImport, ProductValues


def load_products(rows: Sequence[ProductRow], known: Mapping[str, int], scene: Scene) -> list[RowDone]:
    """Each by its single verb."""
    products = [
        ProductToImport(
            row.external_id,
            ProductValues(
                name=row.name, series=row.series, price=row.price or 0, currency=scene.mapping.currency
            ),
        )
        for row in rows
    ]
    return import_products(
        products=products, known=known, fields=scene.fields, source=scene.source, by=scene.by, at=scene.at
    )
