from django.urls import path

from coaching.views import (
    assessment,
    athlete,
    exercise_copies,
    exercises,
    home,
    learn,
    my_hips,
    programmes,
    progression,
    self_test,
    sessions,
    squad,
    test_day,
    test_day_summary,
    today,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("hip-internal-rotation/", learn.learn, name="learn"),
    path("try/", self_test.self_test, name="self_test"),
    # -- coaches
    path("squad/", squad.squad, name="squad"),
    path("athletes/<uuid:pk>/", athlete.athlete, name="athlete"),
    path("assessments/<uuid:pk>/", assessment.assessment, name="assessment"),
    path("athletes/<uuid:athlete_pk>/programme/new/", programmes.programme_new, name="programme_new"),
    path("programmes/<uuid:pk>/", programmes.programme, name="programme"),
    path("programmes/<uuid:pk>/stop/", programmes.programme_stop, name="programme_stop"),
    path("programmes/<uuid:pk>/step/", progression.progression, name="progression"),
    path("test-day/", test_day.test_day, name="test_day"),
    path("test-day/rows/", test_day.test_day_rows, name="test_day_rows"),
    path("test-day/athletes/", test_day.test_day_athlete, name="test_day_athlete"),
    path("test-day/tests/<uuid:pk>/move/", test_day.test_day_move, name="test_day_move"),
    path("test-day/summary/", test_day_summary.test_day_summary, name="test_day_summary"),
    path("test-day/assign/", test_day_summary.test_day_assign, name="test_day_assign"),
    # -- the library
    path("exercises/", exercises.exercises, name="exercises"),
    path("exercises/<slug:slug>/", exercises.exercise, name="exercise"),
    path("exercises/<slug:slug>/picture/", exercises.exercise_picture, name="exercise_picture"),
    path("exercises/<slug:slug>/copy/", exercise_copies.exercise_copy, name="exercise_copy"),
    path("exercises/<slug:slug>/edit/", exercise_copies.exercise_edit, name="exercise_edit"),
    path("exercises/<slug:slug>/archive/", exercise_copies.exercise_archive, name="exercise_archive"),
    path("exercises/<slug:slug>/restore/", exercise_copies.exercise_restore, name="exercise_restore"),
    # -- athletes
    path("today/", today.today, name="today"),
    path("programmes/<uuid:pk>/log/", today.session_log, name="session_log"),
    path("sessions/<uuid:pk>/", sessions.session_edit, name="session_edit"),
    path("my-hips/", my_hips.my_hips, name="my_hips"),
    path("history/", my_hips.history, name="history"),
]
