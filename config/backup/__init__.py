"""Copies of everything: the database as it was at one moment, and the pictures its rows refer to.

`taking.back_up` makes an archive, `restoring.restore` puts one into an empty place. What differs between the
databases is in `sqlite.py` and `postgresql.py`, the archive's form in `archive.py`.
"""
