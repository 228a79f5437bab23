"""Everything that was written down on one sale, in one statement."""

from collections.abc import Mapping
from typing import Any

from dugout.statements import ask_for_records

# For each list of the page the rows of one sale `o`, by the names of its dataclass.
LISTS: Mapping[str, str] = {
    "steps": """
      select s.number, s.name, s.purpose, s.questions, s.usual_days, s.commits, s.last,
        (select json_agg(json_build_array(g.id, g.condition, g.sentence, g.settings) order by g."order")
           from dugout_gate g where g.step_id = s.id) as gates
      from dugout_sellingstep s where s.process_id = o.process_id order by s.number""",
    "lines_shown": """
      select l.id, l.product_id, p.name as product, p.unit, l.quantity, l.unit_price, l.discount_bp, l.recurring,
        l.term_months
      from dugout_opportunityline l join dugout_product p on p.id = l.product_id
      where l.opportunity_id = o.id order by l.id""",
    "members": """
      select m.person_id, w.name from dugout_opportunitymember m join dugout_person w on w.id = m.person_id
      where m.opportunity_id = o.id order by w.name, m.id""",
    "moves": """
      select f.number as came_from, t.number as went_to, t.name, w.name as by, m.at
      from dugout_stepmove m join dugout_sellingstep t on t.id = m.to_step_id
      left join dugout_sellingstep f on f.id = m.from_step_id left join dugout_person w on w.id = m.by_id
      where m.opportunity_id = o.id order by m.id desc""",
    "went_without": """
      select x.gate_id, s.number as step, g.sentence, x.reason, w.name as by, x.at
      from dugout_wentonwithout x join dugout_gate g on g.id = x.gate_id
      join dugout_sellingstep s on s.id = g.step_id join dugout_person w on w.id = x.by_id
      where x.opportunity_id = o.id order by s.number, g."order" """,
    "needs_shown": """
      select m.id, n.id as need_id, n.text as need, n.state, l.quantity || ' × ' || p.name as line, m.reaction
      from dugout_need n left join dugout_needmatch m on m.need_id = n.id and m.opportunity_id = o.id
      left join dugout_opportunityline l on l.id = m.line_id left join dugout_product p on p.id = l.product_id
      where n.account_id = o.account_id and n.kind = 'need' and (n.state in ('open', 'agreed') or m.id is not null)
      order by n.id, m.id""",
}


def read_page(opportunity_id: int) -> dict[str, Any]:
    """The steps of a sale and the lists of its page, each as a list of objects. One query."""
    lists = ", ".join(f"(select json_agg(x) from ({rows}) x) as {name}" for name, rows in LISTS.items())
    sql = f"""
    select (select time_zone from dugout_company limit 1) as zone, {lists}
    from dugout_opportunity o where o.id = %s"""
    return ask_for_records(sql, [opportunity_id])[0]
