"""What gunicorn reads where it is started from this folder. Its command line may say otherwise."""

from config.environment import flag, log_level
from config.logs import logging_settings

_READABLE = flag("MEDIAL_DEMO", default=False) or flag("DEBUG", default=False)
_LEVEL = log_level(default="WARNING" if _READABLE else "INFO")

worker_class = "config.serving.PatientWorker"
workers = 2
threads = 8
# Loaded once, and then two processes are made of it: half the work until there is an answer again.
preload_app = True
# It could be steered through a file in its folder: nothing here does that.
control_socket_disable = True
# No access log: it would have addresses, and the links of invitations. Medial logs requests itself.
accesslog = None
logconfig_dict = {
    **logging_settings(as_json=not _READABLE, level=_LEVEL),
    "loggers": {"gunicorn.error": {"level": _LEVEL, "handlers": ["console"], "propagate": False}},
}
