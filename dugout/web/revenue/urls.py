from django.urls import path

from dugout.web.revenue import papers

urlpatterns = [
    path("accounts/<int:account_id>/papers", papers.papers_of_account, name="papers_of_account"),
    path("papers/<int:paper_id>", papers.paper, name="paper"),
    path("papers/<int:paper_id>/confirm", papers.confirm_paper, name="confirm_paper"),
    path("movements/<int:movement_id>", papers.movement, name="movement"),
]
