"""Django's settings, made from the workspace that `LAGEBILD_WORKSPACE` names."""

import os
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from lagebild.errors import ConfigError
from lagebild_site.workspace import DATABASE_VARIABLE, WORKSPACE_VARIABLE, Workspace, load_workspace

PACKAGE = Path(__file__).resolve().parent


def _load_workspace() -> Workspace:
    """The named workspace; without a name one that exists only for type checking and tests."""
    named = os.environ.get(WORKSPACE_VARIABLE)
    if named:
        return load_workspace(Path(named))
    root = Path(tempfile.gettempdir()) / "lagebild-no-workspace"
    return Workspace(
        root=root,
        title="Lagebild",
        is_sample=False,
        allowed_hosts=("testserver", "127.0.0.1", "localhost"),
        base_url="",
    )


def _read_sqlite(workspace: Workspace) -> dict[str, object]:
    """The settings of the embedded database; on a disk that takes no writing it is opened for reading alone."""
    path = workspace.database
    journal = path.with_name(path.name + "-wal")
    is_settled = not journal.exists() or journal.stat().st_size == 0
    if path.exists() and is_settled and not os.access(workspace.root, os.W_OK):
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{path.as_uri()}?mode=ro&immutable=1"}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            # what is deleted is overwritten: an erasure leaves no free page that still holds the text
            "PRAGMA secure_delete=ON;",
        },
    }


def _read_database(workspace: Workspace) -> dict[str, object]:
    """Django's database settings: PostgreSQL where the operator names one, else the workspace's SQLite file."""
    url = os.environ.get(DATABASE_VARIABLE)
    if not url:
        return _read_sqlite(workspace)
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ConfigError(
            f"{DATABASE_VARIABLE} must be postgresql://user:password@host:port/name, not {parts.scheme}://…"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }


WORKSPACE = _load_workspace()
SECRET_KEY = WORKSPACE.secret_key if os.environ.get(WORKSPACE_VARIABLE) else get_random_secret_key()
DEBUG = False
ALLOWED_HOSTS = list(WORKSPACE.allowed_hosts)
DATABASES = {"default": _read_database(WORKSPACE)}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "lagebild_site",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours; long enough to make guessing useless, short enough to wait for
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True

ROOT_URLCONF = "lagebild_site.urls"
WSGI_APPLICATION = "lagebild_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lagebild_site.views.context.add_site",
            ],
        },
    },
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("de", _("German"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

CSRF_FAILURE_VIEW = "lagebild_site.views.error.show_csrf_failure"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "overview"
LOGOUT_REDIRECT_URL = "overview"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_IS_HTTPS = WORKSPACE.base_url.startswith("https://")
SESSION_COOKIE_SECURE = _IS_HTTPS
CSRF_COOKIE_SECURE = _IS_HTTPS
CSRF_TRUSTED_ORIGINS = [WORKSPACE.base_url] if WORKSPACE.base_url else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING"},
        "axes": {"handlers": ["stderr"], "level": "WARNING"},
    },
}
