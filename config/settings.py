"""Django's settings. What an operator may change comes from `config.environment`; the rest is decided here."""

from __future__ import annotations

from pathlib import Path

from applications.addresses import Permit
from config.environment import read_environment_or_stop

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = read_environment_or_stop()

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
SITE_URL = ENVIRONMENT.site_url
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
SECURE_SSL_REDIRECT = ENVIRONMENT.https and ENVIRONMENT.trust_proxy
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
if ENVIRONMENT.trust_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_SAMESITE = "Lax"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "template_partials",
    "accounts",
    "applications",
    "reminders",
    "config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.ZoneMiddleware",
    "config.errors.GoneMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.mail_kept_at",
                "accounts.context.toasts",
                "reminders.context.due",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": ENVIRONMENT.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Rate limits count here. One web process on a laptop needs no server for that; many share Redis.
CACHES = {
    "default": (
        {
            "BACKEND": "config.cache.Cache",
            "LOCATION": ENVIRONMENT.redis_url,
            # Seconds that a page may wait for it.
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        }
        if ENVIRONMENT.redis_url
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.NotYourName", "OPTIONS": {"user_attributes": ("name", "email")}},
    {"NAME": "accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "accounts.passwords.NotCommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupForm"
ACCOUNT_FORMS = {
    "login": "accounts.account_forms.LoginForm",
    "signup": "accounts.account_forms.SignupForm",
    "add_email": "accounts.account_forms.AddEmailForm",
    "change_password": "accounts.account_forms.ChangePasswordForm",
    "set_password": "accounts.account_forms.SetPasswordForm",
    "reset_password": "accounts.account_forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.account_forms.ResetPasswordKeyForm",
}
# Without a mail server nobody could confirm anything.
ACCOUNT_EMAIL_VERIFICATION = "optional" if ENVIRONMENT.mail_reaches_people else "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USER_DISPLAY = "accounts.models.display_name"
TIMING_READER = "reminders.timing.read_timing"
SIGNUP_OPEN = ENVIRONMENT.signup_open

# Where addresses that users name may lead, beside the public internet.
OUTBOUND_PERMIT = Permit(
    loopback=ENVIRONMENT.outbound_loopback,
    private=ENVIRONMENT.outbound_networks,
    hosts=ENVIRONMENT.outbound_hosts,
)
LANGUAGE_MODEL = ENVIRONMENT.language_model
LANGUAGE_MODEL_OWN = ENVIRONMENT.language_model_own

MAIL_REACHES_PEOPLE = ENVIRONMENT.mail_reaches_people
MAIL_FOLDER = ENVIRONMENT.mail_folder
if ENVIRONMENT.mail_reaches_people:
    vars().update(ENVIRONMENT.email)
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(MAIL_FOLDER)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# A field of 20,000 Cyrillic letters is 120 kB on the wire. A paste a hundred times too long must still reach
# the form, so that the field itself can say so and hand the text back.
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024

FILE_UPLOAD_HANDLERS = [
    "applications.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

CELERY_BROKER_URL = ENVIRONMENT.broker_url
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
# Without this a worker killed in the middle of a task takes the task with it, acks_late or not.
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# For ever: the broker may well be away for longer than the hundred tries that Celery makes.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BEAT_SCHEDULER = "config.beat:Scheduler"
CELERY_BEAT_SCHEDULE_FILENAME = str(ENVIRONMENT.data / "beat-schedule")
CELERY_TIMEZONE = "UTC"
if ENVIRONMENT.broker_url.startswith("filesystem:"):
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {
        "data_folder_in": str(ENVIRONMENT.data / "broker"),
        "data_folder_out": str(ENVIRONMENT.data / "broker"),
        "control_folder": str(ENVIRONMENT.data / "broker-control"),
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 60,
        "unacked_restore_interval": 5,
        "global_keyprefix": "followthrough:",
        # Seconds. Without it beat and whoever wakes the sender wait for ever for a Redis that says nothing any more.
        "socket_timeout": 5,
        "socket_connect_timeout": 5,
    }
# `expires` is shorter than the period: after the broker was away, ticks do not pile up.
CELERY_BEAT_SCHEDULE = {
    "replan what time has changed": {
        "task": "reminders.tasks.replan_due",
        # Cheap when there is nothing to do, and a person may be watching its progress.
        "schedule": 5.0,
        "options": {"expires": 4},
    },
    "read what was added": {
        "task": "applications.tasks.read_waiting",
        "schedule": 5.0,
        "options": {"expires": 4},
    },
    "work on imports": {
        "task": "applications.tasks.work_on_imports",
        # As often as somebody may be watching its progress.
        "schedule": 3.0,
        "options": {"expires": 2},
    },
    "forget what was added": {
        "task": "applications.tasks.forget_old",
        "schedule": 3600.0,
        "options": {"expires": 3000},
    },
    "flag what is due": {"task": "reminders.tasks.flag_due", "schedule": 30.0, "options": {"expires": 25}},
    "send what is flagged": {
        "task": "reminders.tasks.send_pending",
        "schedule": 30.0,
        "options": {"expires": 25},
    },
}

UNDER_UP = ENVIRONMENT.under_up
METRICS_TOKEN = ENVIRONMENT.metrics_token
if ENVIRONMENT.sentry_dsn:
    from config.watch import sentry

    sentry.start(ENVIRONMENT.sentry_dsn)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.watch.logs.JsonLine"
            if ENVIRONMENT.log_format == "json"
            else "config.watch.logs.TextLine"
        }
    },
    "filters": {"no keys": {"()": "config.watch.keys.WithoutKeys"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no keys"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # These write past the root: Django's development server, and its letters to administrators.
    "loggers": {name: {"filters": ["no keys"]} for name in ("django.request", "django.server")},
}
