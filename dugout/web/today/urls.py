from django.urls import path

from dugout.web.today import health, today

urlpatterns = [
    path("", today.today, name="today"),
    path("more", today.more, name="more"),
    path("health", health.health, name="health"),
]
