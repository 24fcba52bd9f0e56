from django.urls import path

from accounts import shelf_views, views

urlpatterns = [
    path("settings/", views.settings_page, name="settings"),
    path("settings/days-off/", views.days_off, name="days_off"),
    path("settings/days-off/<int:pk>/remove/", views.remove_day_off, name="day_off_remove"),
    path("settings/shelf/", shelf_views.shelf, name="shelf"),
    path("settings/shelf/<int:pk>/", shelf_views.shelf_line, name="shelf_line"),
    path("settings/shelf/<int:pk>/move/", shelf_views.move_shelf_line, name="shelf_line_move"),
    path("settings/shelf/<int:pk>/remove/", shelf_views.remove_shelf_line, name="shelf_line_remove"),
]
