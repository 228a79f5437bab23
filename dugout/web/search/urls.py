from django.urls import path

from dugout.web.search import search

urlpatterns = [path("search", search.search, name="search")]
