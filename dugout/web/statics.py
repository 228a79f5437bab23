"""Static files under names that carry their hash, so that a browser may keep them for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Modules that import each other get hashed names too: after an upgrade none is taken from an old cache."""

    support_js_module_import_aggregation = True
