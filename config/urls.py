"""Every address of the site."""

from django.urls import include, path

from config.watch import views

handler500 = "config.errors.show_error"

urlpatterns = [
    path("healthz", views.alive, name="alive"),
    path("readyz", views.readiness, name="ready"),
    path("metrics", views.counters, name="metrics"),
    path("accounts/", include("allauth.account.urls")),
    path("", include("accounts.urls")),
    path("", include("applications.urls")),
    path("", include("reminders.urls")),
]
