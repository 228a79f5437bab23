"""The root urls: the API and the pages."""

from django.urls import include, path

from dugout.api.v1 import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("", include("dugout.web.urls")),
]

handler400 = "dugout.web.errors.bad_request"
handler403 = "dugout.web.errors.forbidden"
handler404 = "dugout.web.errors.not_found"
handler500 = "dugout.web.errors.server_error"
