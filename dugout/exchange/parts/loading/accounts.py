"""Accounts, with their parents in any order."""

from collections.abc import Mapping, Sequence

from dugout.accounts.commands.importing import import_accounts
from dugout.accounts.rules.likeness import bare_domain
from dugout.accounts.terms import AccountToImport, AccountValues, CameBy
from dugout.bulk.verdicts import RowDone
from dugout.exchange.parts.loading.scene import Scene
from dugout.exchange.parts.references import records_of
from dugout.exchange.terms.rows import AccountRow, FileKind


def load_accounts(rows: Sequence[AccountRow], known: Mapping[str, int], scene: Scene) -> list[RowDone]:
    """Those whose parent is not in yet wait."""
    parents = records_of(scene.source, FileKind.ACCOUNTS, {row.parent for row in rows if row.parent})
    return import_accounts(
        accounts=[
            AccountToImport(row.external_id, _values(row, scene.mapping.currency), row.parent) for row in rows
        ],
        known={**parents, **known},
        fields=scene.fields,
        source=scene.source,
        by=scene.by,
        at=scene.at,
    )


def _values(row: AccountRow, currency: str) -> AccountValues:
    return AccountValues(
        name=row.name,
        legal_name=row.legal_name,
        domain=bare_domain(row.domain),
        industry=row.industry,
        employees=row.employees,
        annual_revenue=row.annual_revenue,
        currency=currency,
        country=row.country,
        city=row.city,
        phone=row.phone,
        founded=row.founded,
        came_by=CameBy.IMPORT,
    )
