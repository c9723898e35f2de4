"""What every test runs in: Medial's own settings, with an environment of the tests' own."""

import os
import tempfile
from collections.abc import Iterator

import django
import hypothesis
import pytest
from django.conf import settings
from django.utils import translation

uploads = tempfile.TemporaryDirectory(prefix="medial-tests-")
hashed = tempfile.TemporaryDirectory(prefix="medial-tests-")
os.environ.update(
    DJANGO_SETTINGS_MODULE="config.settings",
    ENV_FILE=os.devnull,
    SECRET_KEY="for-the-tests-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    DEBUG="off",
    MEDIAL_DEMO="off",
    HTTPS="off",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    EMAIL_URL="memorymail://",
    MEDIA_ROOT=uploads.name,
    # Hashed names are there only after collectstatic, which has a test of its own.
    STATICFILES_STORAGE="django.contrib.staticfiles.storage.StaticFilesStorage",
    # Playwright keeps an event loop in the thread that makes a journey's rows; nothing is shared through it.
    DJANGO_ALLOW_ASYNC_UNSAFE="1",
)
# WhiteNoise warns of a folder that isn't there; pages get their static files from the source folders.
settings.STATIC_ROOT = hashed.name
# A slow hash protects passwords, and there are none here.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
django.setup()

# The same examples every time, and no stop-watch: a busy machine fails no property.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True)
# `make soak`: other examples every time, and many of them.
hypothesis.settings.register_profile("soak", deadline=None, max_examples=1_000, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

pytest_plugins = ["tests.cast", "tests.plugins.databases", "tests.plugins.browser", "tests.plugins.strict"]


def pytest_unconfigure(config: pytest.Config) -> None:
    uploads.cleanup()
    hashed.cleanup()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A page leaves its reader's language behind in the thread: the next test begins in English again."""
    yield
    translation.deactivate()
