"""What is asked of each server: the same accounts and fragments of all of them."""

from bench.driving import Step, Target
from bench.rows import picks

TEXT = "bench note agreed budget call contract customer deadline"
# Employees from 500, revenue from 20 million, by revenue: the list that every product was asked for.
API_FILTER = "employees_from=500&annual_revenue_from=2000000000&sort=-annual_revenue"
PAGE_FILTER = "employees_from=500&revenue_from=20000000&sort=-annual_revenue"
# The same on the screen, where people write whole euros.
FILTER_TYPED = "employees_from=500&annual_revenue_from=20,000,000&sort=-annual_revenue"

# As the account's page has it: its newest entries, its contacts, its open opportunities.
ALL_OF_IT = "include=entries&include=contacts&include=opportunities"


def floor_target(name: str, port: int, headers: dict[str, str] | None = None) -> Target:
    busy, fragments = picks()
    return Target(
        name=name,
        port=port,
        headers=headers or {},
        requests={
            "list": [[Step("/list", must='"count"')]],
            "account": [[Step(f"/account/{i}", must='"entries"')] for i in busy],
            "log": [[Step(f"/log/{i}", method="POST", body=TEXT, must='"id"')] for i in busy],
            "search": [[Step(f"/search?q={fragment}", must="[")] for fragment in fragments],
            "by step": [[Step("/by-step", must='"Won"')]],
        },
    )


def our_api(port: int, token: str) -> Target:
    busy, _ = picks()
    return Target(
        name="Dugout API",
        port=port,
        headers={"Authorization": f"Bearer {token}"},
        requests={
            "list": [[Step(f"/api/v1/accounts?{API_FILTER}&limit=50", must='"items"')]],
            "account": [
                [Step(f"/api/v1/accounts/{i}?{ALL_OF_IT}", must='"opportunities"')] for i in busy
            ],
            "log": [
                [
                    Step(
                        "/api/v1/entries", method="POST", body={"account": str(i), "kind": "note", "text": TEXT},
                        must='"id"', status=201,
                    )
                ]
                for i in busy
            ],
            "by step": [[Step("/api/v1/opportunities/totals?by=step&outcome=open", must='"items"')]],
        },
    )  # fmt: skip


def our_pages(port: int, cookie: str) -> Target:
    busy, fragments = picks()
    return Target(
        name="Dugout pages",
        port=port,
        headers={"Cookie": cookie},
        requests={
            "list": [[Step(f"/accounts?{FILTER_TYPED}", must="</html>")]],
            "account": [[Step(f"/accounts/{i}", must="</html>")] for i in busy],
            "search": [
                [Step(f"/search?q={fragment}", headers={"X-Requested-With": "fetch"}, must='role="option"')]
                for fragment in fragments
            ],
            "timeline": [[Step(f"/accounts/{i}/timeline?with_client=1", must="</html>")] for i in busy],
            "board": [[Step("/selling", must="</html>")]],
            "today": [[Step("/", must="</html>")]],
        },
    )
