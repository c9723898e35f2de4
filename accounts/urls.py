from django.urls import path

from accounts.views import club, invitation_mail, invitations, keeping, language, members

urlpatterns = [
    path("club/", club.club, name="club"),
    path("club/new/", club.club_new, name="club_new"),
    path("language/", language.language, name="language"),
    path("club/switch/", club.club_switch, name="club_switch"),
    path("club/privacy/", keeping.club_privacy, name="club_privacy"),
    path("club/archive/", keeping.club_archive, name="club_archive"),
    path("clubs/archived/", keeping.clubs_archived, name="clubs_archived"),
    path("clubs/archived/<uuid:pk>/restore/", keeping.club_restore, name="club_restore"),
    path("club/members/", members.club_members, name="club_members"),
    path("club/members/role/", members.member_role, name="member_role"),
    path("club/members/remove/", members.member_remove, name="member_remove"),
    path("club/invitations/<uuid:pk>/again/", invitations.invitation_again, name="invitation_again"),
    path("club/invitations/<uuid:pk>/revoke/", invitations.invitation_revoke, name="invitation_revoke"),
    path(
        "mail/no-invitations/<str:token>/", invitation_mail.invitation_mail_stop, name="invitation_mail_stop"
    ),
]
