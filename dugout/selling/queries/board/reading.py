"""What is read for a board: its frame and its cards."""

from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from dugout.selling.queries.chosen import ON_BOARD, Chosen, of_view, on_board
from dugout.selling.terms import OpportunityKind
from dugout.statements import ask_for_records

MOST_IN_COLUMN = 20
MOST_ON_BOARD = 500
# The first of each step by the step's own index: no more rows are read than stand on the board.
FIRST_OF_ALL = f"""
select id, number, row_number() over (partition by number order by step_since, id) as place from (
  select o.id, s.number, o.step_since
    from dugout_process p join dugout_sellingstep s on s.process_id = p.id cross join lateral (
      select id, step_since from dugout_opportunity
       where step_id = s.id and kind = p.opportunity_kind and settled_at is null
         and outcome in ({", ".join(f"'{one}'" for one in ON_BOARD)}) and account_id is {{null}}
       order by step_since, id limit {MOST_IN_COLUMN}) o
   where p.opportunity_kind = %s) first"""


def read_frame(kind: OpportunityKind) -> dict[str, Any]:
    """Steps and gates of the kind's processes. One query."""
    statement = """
    select p.name as process, p.credit, (select time_zone from dugout_company limit 1) as zone,
      (select json_agg(s order by s.number) from dugout_sellingstep s where s.process_id = p.id) as steps,
      (select json_agg(json_build_array(s.id, s.number, g.id, g.condition, g.sentence, g.settings)
         order by s.id, g.order)
         from dugout_gate g join dugout_sellingstep s on s.id = g.step_id
         join dugout_process v on v.id = s.process_id
        where v.opportunity_kind = p.opportunity_kind) as gates
    from dugout_process p where p.opportunity_kind = %s and p.current
    """
    return ask_for_records(statement, (kind.value,))[0]


def read_cards(chosen: Chosen) -> list[dict[str, Any]]:
    """The cards by step, who stood longest in it first. One query."""
    sql, parameters = _first_of_all(chosen) if chosen.everyones else _first_of_theirs(chosen)
    statement = f"""
    with placed as materialized (select * from ({sql}) few where place <= {MOST_IN_COLUMN}
      order by place limit {MOST_ON_BOARD})
    select placed.number, o.id, o.version, o.name, o.step_id, o.step_since, o.amount, o.outcome,
      a.name as account, w.name as owner, d.side, f.code, s.usual_days, o.currency,
      o.next_step, o.next_step_on
    from placed join dugout_opportunity o on o.id = placed.id
    join dugout_sellingstep s on s.id = o.step_id
    join dugout_person w on w.id = o.owner_id
    left join dugout_account a on a.id = o.account_id
    left join dugout_post t on t.person_id = o.owner_id and t.during @> %s::date
    left join dugout_department d on d.id = t.department_id
    left join dugout_position f on f.id = d.position_id
    order by placed.number, placed.place
    """
    return ask_for_records(statement, (*parameters, chosen.day), planned_once=chosen.everyones)


def _first_of_all(chosen: Chosen) -> tuple[str, tuple[Any, ...]]:
    null = "null" if chosen.without_account else "not null"
    return FIRST_OF_ALL.format(null=null), (chosen.kind.value,)


def _first_of_theirs(chosen: Chosen) -> tuple[str, tuple[Any, ...]]:
    """Few people have few sales: all of theirs are put in order."""
    place = Window(RowNumber(), partition_by=[F("step__number")], order_by=["step_since", "id"])
    placed = of_view(on_board(chosen), chosen).annotate(number=F("step__number"), place=place)
    sql, parameters = placed.values("id", "number", "place").query.sql_with_params()
    return sql, tuple(parameters)
