"""The sentence that follows an action, in a cookie: it costs no write of the session."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage


class HostCookieStorage(CookieStorage):
    """Django's, under a name that a browser keeps for this very host (see `_HOST` in the settings)."""

    cookie_name = settings.MESSAGES_COOKIE_NAME
