"""The two statements of a board."""

from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Count, DurationField, ExpressionWrapper, F, Q, Sum, Value, Window
from django.db.models.functions import Extract, RowNumber

from dugout.selling.queries.chosen import Chosen, of_view, on_board
from dugout.selling.queries.facts import FACT_COLUMNS, read_records
from dugout.selling.terms import Outcome

MOST_IN_COLUMN = 20
MOST_GONE_PAST = 5


def read_frame(chosen: Chosen, *, at: datetime) -> dict[str, Any]:
    """Steps and gates of the kind's processes, and what is on the boards of these people, summed. One query.

    `waited` is in seconds, of open sales; `gone_past` the gates that most of the view's sales went past unmet.
    """
    nobodys = ExpressionWrapper(Q(account=None), output_field=BooleanField())
    is_open = Q(outcome=Outcome.OPEN.value)
    waited = Extract(ExpressionWrapper(Value(at) - F("step_since"), output_field=DurationField()), "epoch")
    counted = on_board(chosen).values("kind", "currency", number=F("step__number"), nobodys=nobodys)
    totals = counted.annotate(
        count=Count("id"), total=Sum("amount"),
        open_total=Sum("amount", filter=is_open), open_count=Count("id", filter=is_open),
        waited=Sum(waited, filter=is_open),
    ).order_by()  # fmt: skip
    sql, parameters = totals.query.sql_with_params()
    shown, shown_parameters = of_view(on_board(chosen), chosen).values("id").query.sql_with_params()
    statement = f"""
    select p.name as process, p.credit, (select time_zone from dugout_company limit 1) as zone,
      (select json_agg(s order by s.number) from dugout_sellingstep s where s.process_id = p.id) as steps,
      (select json_agg(json_build_array(s.id, s.number, g.id, g.condition, g.sentence) order by s.id, g.order)
         from dugout_gate g join dugout_sellingstep s on s.id = g.step_id
         join dugout_process v on v.id = s.process_id
        where v.opportunity_kind = p.opportunity_kind) as gates,
      (select json_agg(t) from ({sql}) t) as totals,
      (select json_agg(json_build_array(x.number, x.sentence, x.count)) from (
        select s.number, g.sentence, count(*) as count from dugout_wentonwithout w
        join dugout_gate g on g.id = w.gate_id join dugout_sellingstep s on s.id = g.step_id
        where w.opportunity_id in ({shown}) group by s.number, g.sentence
        order by count desc, s.number, g.sentence limit {MOST_GONE_PAST}) x) as gone_past
    from dugout_process p where p.opportunity_kind = %s and p.current
    """
    return read_records(statement, (*parameters, *shown_parameters, chosen.kind.value))[0]


def read_cards(chosen: Chosen) -> list[dict[str, Any]]:
    """The cards with the facts of their gates, by step, who stood longest in it first. One query."""
    place = Window(RowNumber(), partition_by=[F("step__number")], order_by=["step_since", "id"])
    placed = of_view(on_board(chosen), chosen).annotate(number=F("step__number"), place=place)
    few = placed.filter(place__lte=MOST_IN_COLUMN).values("id", "number", "place")
    sql, parameters = few.query.sql_with_params()
    statement = f"""
    with placed as materialized ({sql})
    select placed.number, o.id, o.version, o.name, o.step_id, o.step_since, o.amount, o.outcome,
      a.name as account, w.name as owner, d.side, f.code, s.usual_days, {FACT_COLUMNS}
    from placed join dugout_opportunity o on o.id = placed.id
    join dugout_sellingstep s on s.id = o.step_id
    join dugout_person w on w.id = o.owner_id
    left join dugout_account a on a.id = o.account_id
    left join dugout_post t on t.person_id = o.owner_id and t.during @> %s::date
    left join dugout_department d on d.id = t.department_id
    left join dugout_position f on f.id = d.position_id
    order by placed.number, placed.place
    """
    return read_records(statement, (*parameters, chosen.day))
