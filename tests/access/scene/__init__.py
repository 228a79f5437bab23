"""The scene in which the whole access table is asked: the cast of tests/cast.py and the records of theirs.

Each is named for its state and its owner; rows name them as `{sale}` in paths and bodies.

- `managed`: an account of the account manager's, taken over from the seller, with its document and its signals.
- `prospect` with `sale`: the seller's, at commitment, the engineer on its team; `early` stands in the first step.
- `inside`: an account of the other seller's, whose department the head of account management heads.
- `drafted`, `pooled`, `named`: hand-offs of the seller's: being written, submitted to account management as a
  pool, and to the other account manager by name. The first one's papers wait to be confirmed as signed.
- `unowned`: a contract that waits to be confirmed, of an account that nobody owns.
"""

from tests.access.scene.accounts import managed_account
from tests.access.scene.company import company, of_ones_own
from tests.access.scene.handoffs import handoffs, papers
from tests.access.scene.sales import sales
from tests.access.scene.stage import DAY, Names, Stage, send_away

__all__ = ["Names", "Stage", "build", "send_away"]


def build() -> Names:
    """The whole scene; what its records are called, with their ids."""
    stage = Stage()
    names: Names = {key: person.id for key, person in stage.people.items()}
    names |= {"today": stage.today.isoformat(), "soon": (stage.today + 9 * DAY).isoformat()}
    for part in (managed_account, sales, handoffs, papers, company, of_ones_own):
        names |= part(stage)
    return names
