"""The WSGI application that a server such as gunicorn loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# Every page's code is read now, and not while the first visitor waits.
resolve("/")

# What starting made is there to stay: the garbage collector need not look through it at every request.
gc.collect()
gc.freeze()
