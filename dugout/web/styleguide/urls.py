from django.urls import path

from dugout.web.styleguide import styleguide

urlpatterns = [path("styleguide", styleguide.styleguide, name="styleguide")]
