"""Settings of Medial: one file, read from the environment.

Every variable is described in `.env.example`. A value that can't be used stops the start with a sentence
that says what to do (`config/environment.py`), so a typing error never becomes a quiet default.
"""

from pathlib import Path

from csp.constants import NONE, SELF

from config.environment import (
    database,
    earlier_keys,
    env,
    flag,
    hosts,
    log_level,
    mail,
    networks,
    secret_key,
    site_url,
)
from config.logs import logging_settings

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
VAR_DIR.mkdir(exist_ok=True)

# A demo is production with a key of its own, plain http and this machine's name only.
DEMO = flag("MEDIAL_DEMO", default=False)
DEBUG = flag("DEBUG", default=False)
HTTPS = flag("HTTPS", default=not (DEMO or DEBUG))
SECRET_KEY = secret_key(kept=VAR_DIR / "secret_key", may_be_kept=DEMO or DEBUG)
SECRET_KEY_FALLBACKS = earlier_keys()
ALLOWED_HOSTS = hosts(only_this_machine=DEMO)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "config.admin.MedialAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "import_export",
    "simple_history",
    "config",
    "accounts",
    "athletes",
    "assessments",
    "coaching",
]

MIDDLEWARE = [
    # Around everything, so that no answer goes out without its headers, whoever gave it.
    "csp.middleware.CSPMiddleware",
    "config.headers.HeadersMiddleware",
    "config.probes.ProbesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.logs.RequestLogMiddleware",
    "config.compression.TextGZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "config.errors.TooLargeMiddleware",
    "accounts.middleware.NotStoredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.ClubMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.errors.NotByLinkMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
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
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {"default": database(sqlite_path=VAR_DIR / "medial.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# allauth's rate limits count here: a table, not a process's memory, so that every process sees every attempt.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Above this many rows some are dropped: room enough that nobody flushes a counter by making others.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

# -- signing in -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "accounts.passwords.ContextWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Before that nobody is let in: so a sign-up with an address that has an account gets the same answer.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "add_email": "accounts.forms.signing_in.ChangeEmailForm",
    "change_password": "accounts.forms.signing_in.ChangePasswordForm",
    "login": "accounts.forms.signing_in.LoginForm",
    "reauthenticate": "accounts.forms.signing_in.ReauthenticateForm",
    "reset_password": "accounts.forms.signing_in.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.signing_in.NewPasswordForm",
    "set_password": "accounts.forms.signing_in.SetPasswordForm",
    "signup": "accounts.forms.signing_up.SignupForm",
}
MFA_ADAPTER = "accounts.second_factor.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Medial"
# A change of address that waits keeps nobody from a second factor, nor that from changing the address: who
# is signed in has confirmed one already.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Browsers give passkeys to http on this machine only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_FORMS = {
    "activate_totp": "accounts.forms.second_factor.ActivateAppForm",
    "add_webauthn": "accounts.forms.passkeys.AddPasskeyForm",
    "authenticate": "accounts.forms.second_factor.CodeForm",
    "authenticate_webauthn": "accounts.forms.passkeys.PasskeyForm",
    "edit_webauthn": "accounts.forms.passkeys.RenamePasskeyForm",
    "login_webauthn": "accounts.forms.passkeys.SignInByPasskeyForm",
    "reauthenticate": "accounts.forms.second_factor.CodeAgainForm",
    "reauthenticate_webauthn": "accounts.forms.passkeys.PasskeyAgainForm",
}
# Wrong passwords are counted three ways (accounts/adapter.py): by address, by account wherever it is tried
# from and, soonest, by both together, so that nobody locks out another person or a whole clubhouse.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "30/m/ip,50/h/key",
    "login_failed_here": "5/5m/key",
    "codes": "10/10m/key,60/d/key",
    "signup": "20/m/ip",
    "signup_account": "5/h/key",
    "reset_password": "20/m/ip,5/10m/key",
    "confirm_email": "1/3m/key",
    # Opening and accepting the link of an invitation; mails that a person sends, and that an address gets.
    "invitation": "120/m/ip",
    "accept_invitation": "30/h/user",
    "invite": "40/h/user",
    "download": "6/h/user",
    "invited": "5/h/key",
}
# Requests of the JSON API a minute: a clubhouse shares an address, and a test day sends in bursts.
API_LIMITS = {"address": 1200, "account": 600}

# -- language and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
# Each by its own name, whatever the language of the page.
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch"), ("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
# A year; without an age the choice would end with the browser.
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# -- static files and uploads ---------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "config.media.WholeFiles"},
    "staticfiles": {
        "BACKEND": env.str("STATICFILES_STORAGE", default="config.static_files.HashedStaticFiles")
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# -- mail -----------------------------------------------------------------------------------------
vars().update(mail())
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Medial <medial@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# A mail server that doesn't answer holds nobody up for long; a claim on a mail outlasts this many times over.
EMAIL_TIMEOUT = 20
# What links in mails begin with: a scheduled command has no request to take it from.
SITE_URL = site_url(https=HTTPS, hosts=ALLOWED_HOSTS)

# -- safety ---------------------------------------------------------------------------------------
# No inline script or style and nobody else's files, anywhere, from the first page.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
# Pages redirect. The API refuses (config/api.py): a program that sends its token in the clear has to notice.
SECURE_REDIRECT_EXEMPT = [r"^api/"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if flag("BEHIND_HTTPS_PROXY", default=False) else None
)
# Whose X-Forwarded-For says where a request comes from (accounts/client_address.py): nobody else's counts.
TRUSTED_PROXIES = networks(
    env.str("TRUSTED_PROXIES", default="127.0.0.0/8,::1" if SECURE_PROXY_SSL_HEADER else ""),
    name="TRUSTED_PROXIES",
)
# A browser takes a name that begins with __Host- only over https, from this very name, and for all of it: no
# neighbour under the same domain can set or read it.
_HOST = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_HOST}sessionid"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{_HOST}csrftoken"
CSRF_COOKIE_SECURE = HTTPS
# A page's scripts find the token in the page.
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = f"{_HOST}language"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
# What is said after an action waits in a cookie for the page that follows at once: no write of the session.
MESSAGE_STORAGE = "config.flashes.HostCookieStorage"
MESSAGES_COOKIE_NAME = f"{_HOST}messages"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
SIMPLE_HISTORY_HISTORY_ID_USE_UUID = False

# Lines of JSON on a server, lines to read in a demo and in development.
LOGGING = logging_settings(
    as_json=not (DEMO or DEBUG), level=log_level(default="WARNING" if DEMO or DEBUG else "INFO")
)
