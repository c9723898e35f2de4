"""Users, the clubs they belong to, the invitations that bring them in, and their tokens of the API."""

from accounts.models.api import ApiToken, RequestCount
from accounts.models.club import COACHING_ROLES, SECOND_FACTORS, Club, Membership, Role
from accounts.models.invitation import Invitation, MailRefusal
from accounts.models.user import User

__all__ = [
    "COACHING_ROLES",
    "SECOND_FACTORS",
    "ApiToken",
    "Club",
    "Invitation",
    "MailRefusal",
    "Membership",
    "RequestCount",
    "Role",
    "User",
]
