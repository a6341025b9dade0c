"""Who signs in and how: returnees by phone code (ours), all others by e-mail and allauth."""

from backend.settings.environment import env

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:phone"
LOGIN_REDIRECT_URL = "accounts:landing"
# Whoever is sent to sign in from here is not a returnee, and goes to the e-mail page.
EMAIL_SIGN_IN_PATHS = ["/admin/", "/employer/", "/staff/", "/trainer/"]

# --- Codes by SMS ----------------------------------------------------------------------------
# Where codes go: KG, KZ and RU, UZ, TJ, TM. Each further country is a door for SMS pumping.
SMS_PREFIXES = env.list("SMS_PREFIXES", default=["+996", "+7", "+998", "+992", "+993"])
# Numbers that nobody has: North America's exchange 555 (backend/demo/phones.py), Australia's
# fictional mobiles.
EXAMPLE_PREFIXES = ["+61491570", *(f"+1{area}555" for area in range(201, 990))]
# (scope, how many, seconds), locked in this order. An address may be a whole mobile network
# or a reception desk; a block is a thousand neighbouring numbers, as pumping uses them; a range
# is an operator's (CODE_USE).
# One address alone never uses up the day of the whole service; numbers that have no account
# get no smaller share than others, since the refusal would tell which ones have.
CODES_A_DAY = env.int("SIGN_IN_CODES_A_DAY", default=5000)
SIGN_IN_LIMITS = [
    ("number", 3, 10 * MINUTE),
    ("number", 8, DAY),
    ("block", 60, HOUR),
    ("address", 300, HOUR),
    ("address", CODES_A_DAY * 3 // 10, DAY),
    ("range", CODES_A_DAY // 2, DAY),
    ("service", CODES_A_DAY, DAY),
]
# Of the codes to one range of numbers (a prefix above and so many more `digits`) sent in the last
# `hours`, how many were used: under `alarm` staff hear of it, under `brake` the range gets no
# codes for `pause` seconds. A code has `patience` seconds to be used; of fewer than `least` codes
# nothing is said. Thirty and not three: else anybody could shut out a neighbourhood.
CODE_USE = {
    "digits": 3,
    "hours": 3,
    "patience": 5 * MINUTE,
    "least": 30,
    "alarm": 0.4,
    "brake": 0.1,
    "pause": 30 * MINUTE,
} | env.json("SIGN_IN_CODE_USE", default={})

# --- How long a session lasts: seconds without a visit, seconds in all ------------------------
# A code costs money and a trip to the phone's owner, so a returnee's own phone stays signed
# in; a phone that others use does not. Who sees other people's files signs in every day.
SESSION_LIMITS = {
    "returnee": (7 * DAY, 30 * DAY),
    "shared": (30 * MINUTE, 12 * HOUR),
    "employer": (4 * HOUR, DAY),
    "trainer": (HOUR, 12 * HOUR),
    "observer": (HOUR, 12 * HOUR),
    "staff": (HOUR, 12 * HOUR),
}
SESSION_COOKIE_AGE = 30 * DAY

# --- E-mail and password (django-allauth) ----------------------------------------------------
ACCOUNT_ADAPTER = "backend.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# allauth's own values refuse the 31st visitor a minute behind one carrier's address.
ACCOUNT_RATE_LIMITS = {
    "login": "600/h/ip",
    "login_failed": "100/h/ip,5/5m/key",
    "reset_password": "60/h/ip,5/h/key",
    "reset_password_from_key": "120/h/ip",
    "signup": "60/h/ip",
}

# --- The second factor -----------------------------------------------------------------------
MFA_ADAPTER = "backend.accounts.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Homeward"
# One step of 30 seconds either way: cheap phones are slow clocks.
MFA_TOTP_TOLERANCE = 1
# A passkey signs in alone, so it must have checked the finger, face or PIN itself.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
