from django.urls import path

from assessments.views import deletion, entry, errors, picture, reading, studies

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
    path("club/errors/own/", studies.error_studies, name="error_studies"),
    path("club/errors/own/<uuid:pk>/", studies.error_study, name="error_study"),
    path("club/errors/own/<uuid:pk>/use/", studies.error_study_use, name="error_study_use"),
    path("club/errors/own/<uuid:pk>/close/", studies.error_study_close, name="error_study_close"),
    path("club/errors/own/<uuid:pk>/<uuid:athlete_pk>/", reading.error_reading, name="error_reading"),
    path("club/errors/own/pairs/<uuid:pk>/", studies.error_pair_out, name="error_pair_out"),
]
