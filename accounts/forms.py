"""Signing up: a name, and for a coach the club that comes with it."""

from allauth.account.forms import SignupForm as AllauthSignupForm


class SignupForm(AllauthSignupForm):
    """E-mail and password."""
