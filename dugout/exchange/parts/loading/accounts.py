"""Accounts, with their parents in any order."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dugout.accounts.commands.importing import import_accounts
from dugout.accounts.models import Account
from dugout.accounts.rules.checks import check_account
from dugout.accounts.rules.likeness import bare_domain
from dugout.accounts.terms import AccountToImport, AccountValues, CameBy
from dugout.bulk.verdicts import RowDone
from dugout.exchange.parts.imported_rows import records_held
from dugout.exchange.parts.loading.scene import Scene
from dugout.exchange.parts.references import records_of
from dugout.exchange.terms.rows import AccountRow, FileKind


def load_accounts(rows: Sequence[AccountRow], known: Mapping[str, int], scene: Scene) -> list[RowDone]:
    """A row whose parent is not in yet waits. One with the domain of an account that nobody imported is that one."""
    parents = records_of(scene.source, FileKind.ACCOUNTS, {row.parent for row in rows if row.parent})
    accounts = [
        AccountToImport(row.external_id, _values(row, scene.mapping.currency), row.parent) for row in rows
    ]
    return import_accounts(
        accounts=accounts,
        known={**parents, **_by_domain(accounts, known, scene.source), **known},
        fields=scene.fields,
        source=scene.source,
        by=scene.by,
        at=scene.at,
    )


def _by_domain(accounts: Sequence[AccountToImport], known: Mapping[str, int], source: str) -> dict[str, int]:
    """Accounts that new rows are, by domain: the only one with it, unless another row of the source is that account.

    Two rows of one source are two companies, whatever domain they share: the first takes the account, wherever the
    chunks part.
    """
    new = [one for one in accounts if one.external_id not in known and one.values.domain]
    if not new:
        return {}
    of_domain: defaultdict[str, list[int]] = defaultdict(list)
    here = Account.objects.filter(domain__in={one.values.domain for one in new})
    for domain, id_ in here.exclude(external_source=source).values_list("domain", "id"):
        of_domain[domain].append(id_)
    held = records_held(source, FileKind.ACCOUNTS, [id_ for ids in of_domain.values() for id_ in ids])
    unheld = {domain: [id_ for id_ in ids if id_ not in held] for domain, ids in of_domain.items()}
    free = {domain: ids[0] for domain, ids in unheld.items() if len(ids) == 1}
    found = {}
    for one in new:
        if one.values.domain in free and not check_account(one.values):
            found[one.external_id] = free.pop(one.values.domain)
    return found


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
