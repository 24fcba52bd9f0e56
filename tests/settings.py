"""Settings for tests: the product's own, with a fast hasher and a data directory that goes away."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

if "FOLLOWTHROUGH_TEST_DATA" not in os.environ:
    os.environ["FOLLOWTHROUGH_TEST_DATA"] = tempfile.mkdtemp(prefix="followthrough-test-")
    atexit.register(shutil.rmtree, os.environ["FOLLOWTHROUGH_TEST_DATA"], ignore_errors=True)
os.environ["FOLLOWTHROUGH_DATA"] = os.environ["FOLLOWTHROUGH_TEST_DATA"]
os.environ.setdefault("SECRET_KEY", "for tests only")

from config.settings import *  # noqa: F403

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
CELERY_TASK_ALWAYS_EAGER = True
