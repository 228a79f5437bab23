"""The client document in the story: needs, goals, promises and sections."""

from dataclasses import replace
from datetime import date

from dugout.client_document.commands.goals import add_goal, change_goal
from dugout.client_document.commands.needs import add_need, change_need
from dugout.client_document.commands.promises import add_promise, break_promise, keep_promise
from dugout.client_document.commands.sections import answer_none_known, save_section
from dugout.client_document.models import Goal, Need, Promise
from dugout.client_document.terms import (
    GoalState,
    GoalValues,
    Horizon,
    ItemKind,
    ItemState,
    NeedValues,
    PromiseValues,
)
from dugout.demo.verbs.client import Client
from dugout.demo.world import World
from dugout.values.records import values_of


class DocumentedClient(Client):
    """An account with its document. What is spoken of again has a word by which the life calls it."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.needs: dict[str, Need] = {}
        self.goals: dict[str, Goal] = {}
        self.promises: dict[str, Promise] = {}
        self.written: dict[str, int] = {}

    def need(
        self,
        word: str,
        by: str,
        text: str,
        *,
        long: bool = False,
        aspiration: bool = False,
        state: str = "open",
    ) -> None:
        values = NeedValues(
            text=text,
            kind=ItemKind.ASPIRATION if aspiration else ItemKind.NEED,
            horizon=Horizon.LONG if long else Horizon.SHORT,
            state=ItemState(state),
        )
        self.needs[word] = add_need(
            account_id=self.account.id, values=values, by=self.world.by(by), at=self.at
        )

    def need_is(self, state: str, by: str, *words: str) -> None:
        """Needs are agreed, met, dropped, or open again."""
        for word in words:
            need = self.needs[word]
            values = replace(values_of(NeedValues, need), state=ItemState(state))
            self.needs[word] = change_need(
                need_id=need.id, values=values, seen=need.version, by=self.world.by(by), at=self.at
            )

    def goal(
        self,
        word: str,
        by: str,
        text: str,
        *,
        measure: str = "",
        baseline: str = "",
        target: str = "",
        due: date | None = None,
    ) -> None:
        values = GoalValues(text=text, measure=measure, baseline=baseline, target=target, due_on=due)
        self.goals[word] = add_goal(
            account_id=self.account.id, values=values, by=self.world.by(by), at=self.at
        )

    def goal_stands(self, word: str, by: str, *, current: str, state: str) -> None:
        goal = self.goals[word]
        values = replace(values_of(GoalValues, goal), current=current, state=GoalState(state))
        self.goals[word] = change_goal(
            goal_id=goal.id, values=values, seen=goal.version, by=self.world.by(by), at=self.at
        )

    def promise(self, word: str, by: str, text: str, *, to: str = "", due: date | None = None) -> None:
        values = PromiseValues(
            text=text,
            by_id=self.world.id_of(by),
            made_on=self.day,
            to_contact_id=self.contacts[to] if to else None,
            due_on=due,
        )
        self.promises[word] = add_promise(
            account_id=self.account.id, values=values, by=self.world.by(by), at=self.at
        )

    def keeps(self, word: str, by: str) -> None:
        keep_promise(promise_id=self.promises[word].id, by=self.world.by(by), at=self.at)

    def breaks(self, word: str, by: str) -> None:
        break_promise(promise_id=self.promises[word].id, by=self.world.by(by), at=self.at)

    def writes(self, by: str, section: str, body: str, message: str = "") -> None:
        """A section of the document as it reads from now on."""
        saved = save_section(
            account_id=self.account.id,
            kind_key=section,
            body=body,
            seen=self.written.get(section, 0),
            message=message,
            by=self.world.by(by),
            at=self.at,
        )
        if saved is not None:
            self.written[section] = saved.number

    def none_known(self, by: str, section: str) -> None:
        answer_none_known(account_id=self.account.id, kind_key=section, by=self.world.by(by), at=self.at)
