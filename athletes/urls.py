from django.urls import path

from athletes import views

urlpatterns = [
    path("athletes/new/", views.athlete_new, name="athlete_new"),
    path("athletes/<uuid:pk>/edit/", views.athlete_edit, name="athlete_edit"),
    path("athletes/<uuid:pk>/archive/", views.athlete_archive, name="athlete_archive"),
]
