"""Where allauth meets Medial."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """allauth's adapter; what Medial does differently is added here."""
