"""The content pages: exercises and programme templates; errors of measurement come from `assessments`.

Nobody's athletes, tests, programmes, accounts or sign-ins are here, not even for a superuser: what Django and
allauth would add by themselves is taken away again.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group

from coaching.admin.exercises import ExerciseAdmin
from coaching.admin.programmes import ProgrammeTemplateAdmin

for model in (Authenticator, EmailAddress, Group, UserSession):
    admin.site.unregister(model)

__all__ = ["ExerciseAdmin", "ProgrammeTemplateAdmin"]
