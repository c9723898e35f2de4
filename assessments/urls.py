from django.urls import path

from assessments import views

urlpatterns = [
    path("athletes/<uuid:athlete_pk>/assessments/new/", views.assessment_new, name="assessment_new"),
    path("assessments/<uuid:pk>/edit/", views.assessment_edit, name="assessment_edit"),
    path("assessments/<uuid:pk>/delete/", views.assessment_delete, name="assessment_delete"),
]
