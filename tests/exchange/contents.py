"""Everything that an import writes, without ids: what two databases must have in common to hold the same."""

import re
from typing import Any

from django.db import connection

# Each row with what it refers to by name. Ids differ where a killed run burnt some.
QUESTIONS = {
    "locations": "select l.name, c.name, l.main from dugout_location l join dugout_calendar c on c.id = l.calendar_id",
    "products": "select name, series, kind, unit, price, currency, retired_at, external_source, external_id, version"
    " from dugout_product",
    "people": "select p.name, p.email, p.title, p.is_admin, p.joined_at, p.external_source, p.external_id, p.version,"
    " d.name, m.name, l.name, t.carries_quota, t.during from dugout_person p"
    " left join dugout_post t on t.person_id = p.id left join dugout_department d on d.id = t.department_id"
    " left join dugout_person m on m.id = t.reports_to_id left join dugout_location l on l.id = t.location_id",
    "accounts": "select a.name, a.legal_name, a.domain, p.name, a.owner_id, a.stage, a.industry, a.employees,"
    " a.annual_revenue, a.currency, a.country, a.city, a.phone, a.founded, a.came_by, a.external_source, a.external_id,"
    " a.made_at, a.version, f.arr, f.currency, f.client_since, f.renewal_on, f.open_opportunities, f.open_amount,"
    " f.step, f.sale_step_on from dugout_account a left join dugout_account p on p.id = a.parent_id"
    " left join dugout_accountfigures f on f.account_id = a.id",
    "stages": "select a.name, s.stage, s.on_day, s.because, s.recorded_at from dugout_stagechange s"
    " join dugout_account a on a.id = s.account_id",
    "opportunities": "select o.name, a.name, o.kind, r.key, s.number, o.step_since, w.name, o.currency, o.amount,"
    " o.amount_typed, o.budget, o.expected_close, o.next_step, o.came_by, o.outcome, o.closed_on, o.lost_reason,"
    " o.settled_at, o.opened_on, o.made_at, o.external_source, o.external_id, o.version from dugout_opportunity o"
    " left join dugout_account a on a.id = o.account_id join dugout_process r on r.id = o.process_id"
    " join dugout_sellingstep s on s.id = o.step_id join dugout_person w on w.id = o.owner_id",
    "lines": "select o.external_id, p.name, l.quantity, l.unit_price, l.discount_bp, l.recurring, l.term_months"
    " from dugout_opportunityline l join dugout_opportunity o on o.id = l.opportunity_id"
    " join dugout_product p on p.id = l.product_id",
    "moves": "select o.external_id, f.number, t.number, m.at from dugout_stepmove m"
    " join dugout_opportunity o on o.id = m.opportunity_id join dugout_sellingstep t on t.id = m.to_step_id"
    " left join dugout_sellingstep f on f.id = m.from_step_id",
    "papers": "select p.kind, a.name, o.external_id, p.currency, p.drafted_at, p.signed_on, p.starts_on, p.ends_on,"
    " p.confirmed_at, p.confirmed_by_id, p.value, p.external_source, p.external_id, p.version, l.quantity,"
    " l.unit_price, g.name from dugout_paper p left join dugout_account a on a.id = p.account_id"
    " left join dugout_opportunity o on o.id = p.opportunity_id left join dugout_paperline l on l.paper_id = p.id"
    " left join dugout_product g on g.id = l.product_id",
    "entries": "select e.kind, a.name, e.author_id, e.subject_kind, e.happened_at, e.recorded_at, e.source, e.text,"
    " coalesce(o.external_id, q.external_id, b.name, w.name, g.name, ''), e.before, e.after from dugout_entry e"
    " left join dugout_account a on a.id = e.account_id"
    " left join dugout_opportunity o on e.subject_kind = 'opportunity' and o.id = e.subject_id"
    " left join dugout_paper q on e.subject_kind = 'paper' and q.id = e.subject_id"
    " left join dugout_account b on e.subject_kind = 'account' and b.id = e.subject_id"
    " left join dugout_person w on e.subject_kind = 'person' and w.id = e.subject_id"
    " left join dugout_product g on e.subject_kind = 'product' and g.id = e.subject_id",
    "names": "select n.kind, n.name, n.detail from dugout_searchname n",
    "work": "select 'handoff', count(*) from dugout_handoff union all select 'signal', count(*) from dugout_signal"
    " union all select 'notification', count(*) from dugout_notification"
    " union all select 'outbox', count(*) from dugout_outboxrow"
    " union all select 'job', count(*) from procrastinate_jobs",
}
OWN_RECORD = {
    "rows": "select source, kind, external_id, digest, line from dugout_importedrow",
    "runs": "select source, mapping_digest, files, started_at, ended_at, counts from dugout_importrun",
    "problems": "select file, line, \"column\", verdict, what from dugout_importproblem",
}  # fmt: skip


def contents(*, own_record: bool = False) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each question in one order; with `own_record` what imports note of themselves too."""
    asked = QUESTIONS | (OWN_RECORD if own_record else {})
    with connection.cursor() as cursor:
        cursor.execute("select id, name from dugout_person")
        people = dict(cursor.fetchall())
        found = {}
        for name, question in asked.items():
            cursor.execute(question)
            found[name] = sorted((tuple(_plain(value, people) for value in row) for row in cursor), key=repr)
    return found


def _plain(value: Any, people: dict[int, str]) -> Any:
    """Values that can be compared: JSON as text, with the people of whom it holds ids by name."""
    if isinstance(value, memoryview | bytes):
        return bytes(value)
    if isinstance(value, str):
        return re.sub(r'"(owner_id)": (\d+)', lambda found: f"{found[1]} {people[int(found[2])]}", value)
    return value if not isinstance(value, dict | list) else repr(value)
