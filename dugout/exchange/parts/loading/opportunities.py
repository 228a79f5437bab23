"""Sales, and an order for each won one: the files know no terms."""

from collections.abc import Collection, Mapping, Sequence

from dugout.accounts.parts import refresh
from dugout.bulk.verdicts import Became, RowDone, refused
from dugout.exchange.parts.loading.scene import Scene
from dugout.exchange.parts.references import References, referred
from dugout.exchange.terms.rows import FileKind, SaleRow
from dugout.revenue.commands.importing import import_orders
from dugout.revenue.commands.restaging import restage_many
from dugout.revenue.terms import OrderToImport
from dugout.selling.commands.importing import import_opportunities
from dugout.selling.models import Opportunity
from dugout.selling.queries.figures import OPEN_SALES
from dugout.selling.terms import OpportunityToImport, Outcome


def load_opportunities(rows: Sequence[SaleRow], known: Mapping[str, int], scene: Scene) -> list[RowDone]:
    """Resolves owner, account and product; a row that names one that is not there is refused."""
    owners = referred(scene.source, FileKind.TEAMS, (row.owner for row in rows))
    accounts = referred(scene.source, FileKind.ACCOUNTS, (row.account for row in rows))
    products = referred(scene.source, FileKind.PRODUCTS, (row.product for row in rows))
    done: dict[int, RowDone] = {}
    sound: dict[int, OpportunityToImport] = {}
    for place, row in enumerate(rows):
        problems = [
            of.problem(field, kind, name)
            for field, kind, of, name in (
                ("owner", FileKind.TEAMS, owners, row.owner),
                ("account", FileKind.ACCOUNTS, accounts, row.account),
                ("product", FileKind.PRODUCTS, products, row.product),
            )
            if name and name not in of.ids
        ]
        if problems:
            done[place] = refused(*problems)
        else:
            sound[place] = _opportunity(row, owners, accounts, products)
    known = {one.external_id: known[one.external_id] for one in sound.values() if one.external_id in known}
    left = _accounts_of(known.values())
    taken = import_opportunities(
        opportunities=list(sound.values()),
        known=known,
        fields=scene.fields,
        source=scene.source,
        currency=scene.mapping.currency,
        zone=scene.mapping.zone,
        zones_before=scene.zones,
        by=scene.by,
        at=scene.at,
    )
    _order(list(zip(sound.values(), taken, strict=True)), scene)
    _keep_left(left - _accounts_of(known.values()), scene)
    done |= zip(sound, taken, strict=True)
    return [done[place] for place in range(len(rows))]


def _opportunity(
    row: SaleRow, owners: References, accounts: References, products: References
) -> OpportunityToImport:
    return OpportunityToImport(
        row.external_id,
        row.name,
        accounts.ids.get(row.account),
        owners.ids[row.owner],
        products.ids.get(row.product),
        Outcome(row.stage.outcome),
        row.stage.step,
        row.stage.reason,
        row.opened_on,
        row.closed_on,
        row.value,
    )


def _accounts_of(opportunity_ids: Collection[int]) -> set[int]:
    if not opportunity_ids:
        return set()
    rows = Opportunity.objects.filter(id__in=opportunity_ids, account_id__isnull=False)
    return set(rows.values_list("account_id", flat=True))


def _keep_left(account_ids: set[int], scene: Scene) -> None:
    """Refreshes accounts that lost a sale: the end of the import looks only at accounts that have one."""
    if account_ids:
        refresh(account_ids, OPEN_SALES, at=scene.at)
        restage_many(account_ids=account_ids, by=scene.by, at=scene.at)


def _order(taken: Sequence[tuple[OpportunityToImport, RowDone]], scene: Scene) -> None:
    orders = [
        OrderToImport(
            one.external_id, done.record_id, one.account_id, one.product_id, one.value, one.closed_on
        )
        for one, done in taken
        if one.outcome is Outcome.WON
        and done.became is not Became.REFUSED
        and done.record_id is not None
        and one.value is not None
        and one.closed_on is not None
    ]
    if orders:
        import_orders(
            orders=orders,
            known=[
                done.record_id for _, done in taken if done.record_id and done.became is not Became.CREATED
            ],
            source=scene.source,
            currency=scene.mapping.currency,
            zone=scene.mapping.zone,
            by=scene.by,
            at=scene.at,
        )
