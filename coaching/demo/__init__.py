"""A believable club to look around in: `manage.py demo`."""
