from django.urls import path

from dugout.web.selling import adding, board, listing, moving, winning

urlpatterns = [
    path("selling", board.selling, name="selling"),
    path("selling/whose", board.choose_whose, name="choose_whose"),
    path("selling/list", listing.list_sales, name="list_sales"),
    path("opportunities/new", adding.choose_account, name="choose_account_of_sale"),
    path("accounts/<int:account_id>/opportunities/new", adding.add_opportunity, name="add_opportunity"),
    path("opportunities/<int:opportunity_id>/edit", adding.change_opportunity, name="change_opportunity"),
    path("opportunities/<int:opportunity_id>/account", adding.place_opportunity, name="place_opportunity"),
    path("opportunities/<int:opportunity_id>/move", moving.move_opportunity, name="move_opportunity"),
    path("opportunities/<int:opportunity_id>/win", winning.win_opportunity, name="win_opportunity"),
    path("opportunities/<int:opportunity_id>/undo-win", winning.undo_win, name="undo_win"),
]
