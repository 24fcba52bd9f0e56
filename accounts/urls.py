from django.urls import path

from accounts import views

urlpatterns = [
    path("settings/", views.settings_page, name="settings"),
    path("settings/days-off/", views.days_off, name="days_off"),
    path("settings/days-off/<int:pk>/remove/", views.remove_day_off, name="day_off_remove"),
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
]
