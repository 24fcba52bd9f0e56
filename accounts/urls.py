from django.urls import path

from accounts import views

urlpatterns = [
    path("settings/", views.settings_page, name="settings"),
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
]
