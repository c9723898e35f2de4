"""The WSGI application that a server such as gunicorn loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# What starting made is there to stay: the garbage collector need not look through it at every request.
gc.collect()
gc.freeze()
