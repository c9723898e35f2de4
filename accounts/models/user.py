"""The people who sign in."""

from __future__ import annotations

import hashlib
import uuid
from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.club import COACHING_ROLES, Club, Membership, Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new account for `email` (stored in lower case); without a password it can't sign in by one."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in, by e-mail address; coach, athlete and content editor alike."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        choices=settings.LANGUAGES,
        help_text=_("Empty: the browser’s."),
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may use the content pages"), default=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)
    # Asked for by the person: on this day the account and all that is theirs is erased.
    erase_on = models.DateField(_("to be erased on"), null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    #: The club of the API token that this user came in by: then there is no other club for them.
    token_club: uuid.UUID | None = None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_session_auth_hash(self) -> str:
        """What a sign-in is held against: it is another with each new password, and whatever SECRET_KEY is.

        That key signs the session all the same. Django's hash is made by it too: where it is changed, each
        session gets another name on its next use, by which the list of sign-ins doesn't know it.
        """
        return hashlib.sha256(f"accounts.sign-in {self.password}".encode()).hexdigest()

    def get_short_name(self) -> str:
        return self.initials

    @property
    def initials(self) -> str:
        """One or two letters for the round badge in the bar."""
        words = (self.name or self.email.split("@")[0].replace(".", " ")).split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @cached_property
    def memberships_by_club(self) -> dict[uuid.UUID, Membership]:
        """The memberships that this user may use, with their clubs, by club id in order of name."""
        return {row.club_id: row for row in self._memberships if not row.waits}

    @cached_property
    def clubs_waiting(self) -> list[Club]:
        """The clubs that let this user in once they have a second factor."""
        return [row.club for row in self._memberships if row.waits]

    @cached_property
    def _memberships(self) -> list[Any]:
        """One query a request."""
        rows = Membership.objects.all_of(self).select_related("club")
        return list(rows.order_by("club__name", "club_id"))

    @property
    def rights(self) -> str:
        """A name for the roles that this user has in which clubs now: another one as soon as any changes."""
        roles = sorted(f"{pk} {row.role}" for pk, row in self.memberships_by_club.items())
        return hashlib.sha256(" ".join(roles).encode()).hexdigest()[:12]

    def role_in(self, club_id: uuid.UUID) -> Role | None:
        """The role in that club, or None for a stranger to it."""
        membership = self.memberships_by_club.get(club_id)
        return Role(membership.role) if membership else None

    def may_coach(self, club_id: uuid.UUID) -> bool:
        """Whether this user may change what belongs to that club."""
        return self.role_in(club_id) in COACHING_ROLES
