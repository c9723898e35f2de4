from django.urls import path

from assessments.views import deletion, entry, errors, picture

urlpatterns = [
    path("athletes/<uuid:athlete_pk>/assessments/new/", entry.assessment_new, name="assessment_new"),
    path("assessments/<uuid:pk>/edit/", entry.assessment_edit, name="assessment_edit"),
    path("assessments/<uuid:pk>/delete/", deletion.assessment_delete, name="assessment_delete"),
    path("assessments/<uuid:pk>/picture/", picture.assessment_picture, name="assessment_picture"),
    path(
        "assessments/<uuid:pk>/picture/delete/",
        picture.assessment_picture_delete,
        name="assessment_picture_delete",
    ),
    path("club/errors/", errors.club_errors, name="club_errors"),
]
