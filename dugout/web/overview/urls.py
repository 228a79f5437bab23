from django.urls import path

from dugout.web.overview import account_page

urlpatterns = [path("accounts/<int:account_id>", account_page.account_page, name="account_page")]
