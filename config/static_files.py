"""How static files are named and served: by the hash of what is in them, compressed."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Only the hashed names are kept, so what Medial's JavaScript modules import is rewritten to them.

    Django can rewrite every package's scripts (`support_js_module_import_aggregation`); it takes the examples
    in htmx's comments for imports, so this does the same for `static/js/` alone.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (
            "js/*.js",
            (
                (
                    r"""(?P<matched>import\s*(?P<names>\{[^}]*\})\s*from\s*["'](?P<url>\./[^"']+)["'];)""",
                    'import %(names)s from "%(url)s";',
                ),
                # Awaited, which tells a module that comes later from a type in a comment.
                (
                    r"""(?P<matched>await import\(["'](?P<url>\./[^"']+)["']\))""",
                    'await import("%(url)s")',
                ),
            ),
        ),
    )
