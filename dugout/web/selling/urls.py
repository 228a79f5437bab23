from django.urls import path

from dugout.selling.terms import EVIDENCE
from dugout.web.selling import (
    adding,
    board,
    ending,
    listing,
    moving,
    offer,
    products,
    records,
    sale,
    team,
    winning,
)

ONE = "opportunities/<int:opportunity_id>"
ADDED = [
    path(f"{ONE}/{kind.adds_at}", records.add_evidence, {"what": kind.key}, name=f"add_{kind.key}")
    for kind in EVIDENCE.values()
]
ANSWERED = [
    path(
        f"{ONE}/{kind.answers_at('<int:evidence_id>')}",
        records.answer_evidence,
        {"what": kind.key},
        name=f"answer_{kind.key}",
    )
    for kind in EVIDENCE.values()
    if kind.answer_form
]

urlpatterns = [
    path("selling", board.selling, name="selling"),
    path("selling/whose", board.choose_whose, name="choose_whose"),
    path("selling/list", listing.list_sales, name="list_sales"),
    path("opportunities/new", adding.choose_account, name="choose_account_of_sale"),
    path("accounts/<int:account_id>/opportunities/new", adding.add_opportunity, name="add_opportunity"),
    path(ONE, sale.opportunity, name="opportunity"),
    path(f"{ONE}/edit", adding.change_opportunity, name="change_opportunity"),
    path(f"{ONE}/next-step", adding.set_next_step, name="set_next_step"),
    path(f"{ONE}/account", adding.place_opportunity, name="place_opportunity"),
    path(f"{ONE}/move", moving.move_opportunity, name="move_opportunity"),
    path(f"{ONE}/win", winning.win_opportunity, name="win_opportunity"),
    path(f"{ONE}/undo-win", winning.undo_win, name="undo_win"),
    path(f"{ONE}/lose", ending.lose_opportunity, name="lose_opportunity"),
    path(f"{ONE}/abandon", ending.abandon_opportunity, name="abandon_opportunity"),
    path(f"{ONE}/settle", ending.settle_opportunity, name="settle_opportunity"),
    path(f"{ONE}/commitment/<int:request_id>/refused", ending.refuse_commitment, name="refuse_commitment"),
    path(f"{ONE}/gates/<int:gate_id>", records.meet_gate, name="meet_gate"),
    *ADDED,
    *ANSWERED,
    path(
        f"{ONE}/evidence/<str:what>/<int:evidence_id>/withdraw",
        records.withdraw_evidence,
        name="withdraw_evidence",
    ),
    path(f"{ONE}/lines/new", offer.add_line, name="add_line"),
    path(f"{ONE}/lines/<int:line_id>", offer.change_line, name="change_line"),
    path(f"{ONE}/lines/<int:line_id>/remove", offer.remove_line, name="remove_line"),
    path("products", products.products, name="products"),
    path("products/new", products.add_product, name="add_product"),
    path("products/<int:product_id>/edit", products.correct_product, name="correct_product"),
    path("products/<int:product_id>/retire", products.retire_product, name="retire_product"),
    path("products/<int:product_id>/sell-again", products.sell_product_again, name="sell_product_again"),
    path(f"{ONE}/team/new", team.add_member, name="add_member"),
    path(f"{ONE}/team/<int:person_id>/remove", team.remove_member, name="remove_member"),
]
