from django.urls import path

from athletes.views import archive, invitation, inviting, profile, squads

urlpatterns = [
    path("athletes/new/", profile.athlete_new, name="athlete_new"),
    path("athletes/archived/", archive.athletes_archived, name="athletes_archived"),
    path("athletes/<uuid:pk>/edit/", profile.athlete_edit, name="athlete_edit"),
    path("athletes/<uuid:pk>/archive/", archive.athlete_archive, name="athlete_archive"),
    path("athletes/<uuid:pk>/restore/", archive.athlete_restore, name="athlete_restore"),
    path("clubs/archived/<uuid:pk>/restore/", archive.club_restore, name="club_restore"),
    path("athletes/<uuid:pk>/erase/", archive.athlete_erase, name="athlete_erase"),
    path("athletes/<uuid:pk>/invite/", inviting.athlete_invite, name="athlete_invite"),
    path("athletes/<uuid:pk>/invite/revoke/", inviting.athlete_invite_revoke, name="athlete_invite_revoke"),
    path("athletes/<uuid:pk>/unlink/", inviting.athlete_unlink, name="athlete_unlink"),
    path("squads/", squads.squads, name="squads"),
    path("squads/<uuid:pk>/", squads.squad_edit, name="squad_edit"),
    path("squads/<uuid:pk>/delete/", squads.squad_delete, name="squad_delete"),
    path("invitation/<str:token>/", invitation.invitation_accept, name="invitation_accept"),
]
