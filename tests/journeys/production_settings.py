"""Settings of the server that a journey may kill: production's, with static files of its own."""

import os

from config import settings as production

globals().update({name: value for name, value in vars(production).items() if name.isupper()})

STATIC_ROOT = os.environ["JOURNEY_STATIC_ROOT"]
# As in tests/conftest.py, whose rows the server reads.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
