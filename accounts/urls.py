from django.urls import path

from accounts.views import (
    api_tokens,
    club,
    invitation_mail,
    invitations,
    keeping,
    language,
    members,
    security,
)

urlpatterns = [
    path("account/second-factor/", security.second_factor, name="second_factor"),
    path("account/devices/<int:pk>/end/", security.sign_in_end, name="sign_in_end"),
    path("account/address/<str:token>/", security.email_change, name="email_change"),
    path("account/tokens/", api_tokens.api_tokens, name="api_tokens"),
    path("account/tokens/<uuid:pk>/revoke/", api_tokens.api_token_revoke, name="api_token_revoke"),
    path("club/", club.club, name="club"),
    path("club/new/", club.club_new, name="club_new"),
    path("language/", language.language, name="language"),
    path("club/switch/", club.club_switch, name="club_switch"),
    path("club/privacy/", keeping.club_privacy, name="club_privacy"),
    path("club/archive/", keeping.club_archive, name="club_archive"),
    path("clubs/archived/", keeping.clubs_archived, name="clubs_archived"),
    path("club/members/", members.club_members, name="club_members"),
    path("club/members/role/", members.member_role, name="member_role"),
    path("club/members/remove/", members.member_remove, name="member_remove"),
    path("club/invitations/<uuid:pk>/again/", invitations.invitation_again, name="invitation_again"),
    path("club/invitations/<uuid:pk>/revoke/", invitations.invitation_revoke, name="invitation_revoke"),
    path(
        "mail/no-invitations/<str:token>/", invitation_mail.invitation_mail_stop, name="invitation_mail_stop"
    ),
]
