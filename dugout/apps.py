"""The one Django app. Its packages tell at start-up what they add to those below them."""

from django.apps import AppConfig


class DugoutConfig(AppConfig):
    name = "dugout"
    label = "dugout"
    verbose_name = "Dugout"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dugout.config.contributions import register_all  # noqa: PLC0415  models must be loaded first

        register_all()
