from django.urls import path

from accounts import views

urlpatterns = [
    path("club/", views.club, name="club"),
    path("club/switch/", views.club_switch, name="club_switch"),
]
