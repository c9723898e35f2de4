"""Users, the clubs they belong to, and the invitations that bring them in."""

from accounts.models.club import COACHING_ROLES, Club, Membership, Role
from accounts.models.invitation import Invitation, MailRefusal
from accounts.models.user import User

__all__ = ["COACHING_ROLES", "Club", "Invitation", "MailRefusal", "Membership", "Role", "User"]
