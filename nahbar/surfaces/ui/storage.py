"""Static files in operation: names with a fingerprint, in stylesheets, templates and imports between modules."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Lets a module import its neighbour under the fingerprinted name, so that a browser never mixes two releases.

    Modules must not import each other in a circle: the fingerprint of one would depend on that of the other.
    """

    support_js_module_import_aggregation = True
