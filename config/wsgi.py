"""The web application that granian serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config import celery  # noqa: F401  (or a task that a page sends goes to Celery's default broker)
from config.environment import stop_without_secret

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
stop_without_secret(settings.ENVIRONMENT)
