"""Identifiers of rows: UUIDv7, which sort by time and which a device may make before it has a network."""

import uuid

import uuid_utils.compat


def uuid7() -> uuid.UUID:
    """A new UUIDv7 (RFC 9562), as the standard library's UUID."""
    return uuid_utils.compat.uuid7()
