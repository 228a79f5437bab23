"""Many products and sales of another system at once."""

from dugout.selling.commands.importing.opportunities import import_opportunities
from dugout.selling.commands.importing.products import import_products

__all__ = ["import_opportunities", "import_products"]
