"""Django's settings, read from the environment.

GAINFUL_HOME   where database, uploads, keys and releases live (default: var/home in the working directory)
DATABASE_URL   postgresql://… for an office; without it, SQLite in GAINFUL_HOME
GAINFUL_PACK   the programme pack, a Python package of data
GAINFUL_TODAY  the date that surfaces pass on, for demos and tests; otherwise the clock's
GAINFUL_DEMO   1 marks a demo: every page says so, printed passwords work without a second factor
GAINFUL_SMS    who sends short messages, as module:Class; without it none are sent (demo people: always a file)
GAINFUL_PAYER_NAME, GAINFUL_PAYER_ACCOUNT  from whose account benefits are paid; without both no batch is made
GAINFUL_TLS    1 where a proxy in front speaks TLS: cookies and redirects then insist on it
GAINFUL_TEST_DB  name of the tests' database on PostgreSQL, where several test on one server
"""

import os
import secrets
from datetime import date, timedelta
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

GAINFUL_HOME = Path(os.environ.get("GAINFUL_HOME", "var/home")).resolve()
GAINFUL_PACK = os.environ.get("GAINFUL_PACK", "gainful_china")
GAINFUL_TODAY = os.environ.get("GAINFUL_TODAY", "")
try:
    GAINFUL_TODAY and date.fromisoformat(GAINFUL_TODAY)
except ValueError:
    raise ImproperlyConfigured(
        f"GAINFUL_TODAY is {GAINFUL_TODAY!r}: it must be a day, as 2020-11-02, or not be set"
    ) from None
GAINFUL_SMS = os.environ.get("GAINFUL_SMS", "")
GAINFUL_PAYER_NAME = os.environ.get("GAINFUL_PAYER_NAME", "")
GAINFUL_PAYER_ACCOUNT = os.environ.get("GAINFUL_PAYER_ACCOUNT", "")
GAINFUL_DEMO = os.environ.get("GAINFUL_DEMO") == "1"

SECRET_KEY = os.environ.get("GAINFUL_SECRET_KEY", "")
if not SECRET_KEY:
    _kept = GAINFUL_HOME / "secret_key"
    # Without a kept key every start makes a new one: sessions end, nothing else is lost.
    SECRET_KEY = _kept.read_text().strip() if _kept.is_file() else secrets.token_urlsafe(48)

DEBUG = False
ALLOWED_HOSTS = os.environ.get("GAINFUL_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # allauth's page of security keys writes its dates with it.
    "django.contrib.humanize",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "gainful.accounts",
    "gainful.registry",
    "gainful.jobs",
    "gainful.training",
    "gainful.casework",
    "gainful.benefits",
    "gainful.figures",
    "gainful.intake",
    "gainful.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "gainful.web.headers.strict_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gainful.accounts.acting_middleware.ActingMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "gainful.accounts.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

AUTH_USER_MODEL = "accounts.Account"
ROOT_URLCONF = "gainful.urls"
WSGI_APPLICATION = "gainful.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{GAINFUL_HOME / 'gainful.sqlite3'}",
        conn_max_age=60,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a transaction that reads, then writes would otherwise fail with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }

else:
    # Compiling a statement pays on scans of minutes; the pages' statements, which take milliseconds, it made take 20 s.
    DATABASES["default"]["OPTIONS"] = {"options": "-c jit=off"}

if os.environ.get("GAINFUL_TEST_DB"):
    # Several engineers may test on one server: each names a database of their own.
    DATABASES["default"]["TEST"] = {"NAME": os.environ["GAINFUL_TEST_DB"]}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gainful.web.chrome.chrome",
            ],
        },
    }
]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "gainful.accounts.signing_in.PasswordBackend",
]

ACCOUNT_ADAPTER = "gainful.accounts.signing_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
MFA_ADAPTER = "gainful.accounts.signing_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Gainful"

# Five wrong passwords for one name from one place: locked for a quarter of an hour, or until reset. However many
# places they come from, thirty in that time end the attempts on a name.
# The public page for complaints takes so many a minute and an hour from one place, and so many tries of a code.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/m/ip,30/900s/key",
    "voice": "5/m/ip,40/h/ip",
    "voice_code": "10/m/ip,60/h/ip",
}
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "gainful.accounts.signing_in.locked_out"
AXES_USERNAME_CALLABLE = "gainful.accounts.signing_in.name_tried"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # axes would write the names that people try into the log.
    "loggers": {
        "axes": {"level": "ERROR"},
        "django.request": {"handlers": ["console"], "level": "ERROR"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler"}},
}

# Behind TLS (GAINFUL_TLS=1, a proxy in front) cookies travel on TLS only; on one's own machine there is none.
GAINFUL_TLS = os.environ.get("GAINFUL_TLS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = GAINFUL_TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if GAINFUL_TLS else 0
if GAINFUL_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "[::1]"]

# Our own words before those of the libraries, which call a note a warning.
LOCALE_PATHS = [Path(__file__).parent / "web" / "locale"]
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
TIME_ZONE = os.environ.get("GAINFUL_TIME_ZONE", "Asia/Shanghai")
USE_TZ = True
# Long work waits in the database; `gainful serve` runs a worker beside the site.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# The CJK font that charts are drawn with; set-up installs it, GAINFUL_FONTS names another folder.
_FONTS = Path(__file__).resolve().parents[2] / "node_modules/@expo-google-fonts/noto-sans-sc"
GAINFUL_FONTS = Path(os.environ.get("GAINFUL_FONTS", _FONTS))

STATIC_URL = "static/"
STATIC_ROOT = GAINFUL_HOME / "static"
# Served straight from where they stand: a laptop needs no collecting step.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
