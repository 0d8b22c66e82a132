"""Error catalogue of the Data API and of signing in: meaning and next step of each known error.

The texts are matched, not the codes, because one code has many causes; REST and gRPC have
the same sentence in exceptions of different classes. The first entry that fits counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.ga4.quota import Limit
from i18n.message import Message, msg


class ErrorKind(StrEnum):
    """What may be done about an error."""

    TEMPORARY = "temporary"  # ask again, a few times
    CROWDED = "crowded"  # too many at once: wait half a minute
    SPENT = "spent"  # a budget is used up: stop and go on later
    FIELD = "field"  # the property does not have a field, or not together with the others
    REFUSED = "refused"  # asking again cannot help


@dataclass(frozen=True, slots=True)
class KnownError:
    """A known error: a pattern of its text, what it means and the next step."""

    id: str
    kind: ErrorKind
    says: str
    what: Message
    fix: Message
    limit: Limit | None = None
    missing: bool = False  # a field has to be added, not left out


_LATER = msg("Everything that is complete is stored. Start the sync again later to continue.")
_AGAIN = msg("Try again in some minutes. What is complete is stored.")
_NEW_KEY = msg(
    "Make a new key for the service account in the Google Cloud console and connect it here."
)
_REPORT_IT = msg("The report is synced without this field where possible.")
_CHECK_ID = msg(
    "Use the number shown in Google Analytics under Admin › Property settings, not the measurement id (G-…)."
)

KNOWN: tuple[KnownError, ...] = (
    KnownError(
        "no_access",
        ErrorKind.REFUSED,
        "does not have sufficient permissions for this property",
        msg("The account that signs in may not read this property"),
        msg(
            "In Google Analytics, under Admin › Property access management, add its e-mail "
            "address as a Viewer. Check the property number too."
        ),
    ),
    KnownError(
        "api_disabled",
        ErrorKind.REFUSED,
        "has not been used in project|it is disabled|SERVICE_DISABLED",
        msg(
            "The Google Analytics Data API is not switched on in the Google Cloud project of this account"
        ),
        msg(
            "In the Google Cloud console, open APIs & Services › Library, choose “Google "
            "Analytics Data API” and Enable. It takes some minutes."
        ),
    ),
    KnownError(
        "scope",
        ErrorKind.REFUSED,
        "insufficient authentication scopes",
        msg("This machine is signed in to Google, but not for reading Google Analytics"),
        msg(
            "Sign in again: gcloud auth application-default login --scopes=https://www.googleapis.com/auth/analytics.readonly,https://www.googleapis.com/auth/cloud-platform"
        ),
    ),
    KnownError(
        "quota_project",
        ErrorKind.REFUSED,
        "requires a quota project",
        msg("Google does not know which project pays for the requests of this sign-in"),
        msg("Name one: gcloud auth application-default set-quota-project PROJECT"),
    ),
    KnownError(
        "concurrent",
        ErrorKind.CROWDED,
        "Exhausted concurrent requests quota",
        msg("Other tools use this property so much that Google refuses more requests"),
        _AGAIN,
        Limit.CONCURRENT,
    ),
    KnownError(
        "project_hour",
        ErrorKind.SPENT,
        "Exhausted property tokens for a project per hour",
        msg("The tokens that this project may use of the property in an hour are used up"),
        _LATER,
        Limit.PROJECT_HOUR,
    ),
    KnownError(
        "thresholded",
        ErrorKind.SPENT,
        "Exhausted potentially thresholded requests quota",
        msg("The requests on small groups of people that Google allows in an hour are used up"),
        _LATER,
        Limit.THRESHOLDED,
    ),
    KnownError(
        "hour",
        ErrorKind.SPENT,
        "Exhausted property tokens per hour",
        msg("The property’s tokens for this hour are used up, perhaps by other tools"),
        _LATER,
        Limit.HOUR,
    ),
    KnownError(
        "day",
        ErrorKind.SPENT,
        "Exhausted property tokens per day|tokens will return in under 24 hours",
        msg("The property’s tokens for today are used up, perhaps by other tools"),
        _LATER,
        Limit.DAY,
    ),
    KnownError(
        "server_errors",
        ErrorKind.SPENT,
        "Exhausted server errors",
        msg("Google’s servers failed so often in this hour that it refuses more requests"),
        _LATER,
        Limit.SERVER_ERRORS,
    ),
    KnownError(
        "unknown_field",
        ErrorKind.FIELD,
        r"Field (?P<field>\S+) is not a valid (dimension|metric)",
        msg("This property does not know the field {field}"),
        _REPORT_IT,
    ),
    KnownError(
        "remove_field",
        ErrorKind.FIELD,
        r"[Pp]lease remove (?P<field>\S+) to make the request compatible",
        msg("Google does not give {field} together with the other fields of this report"),
        _REPORT_IT,
    ),
    KnownError(
        "add_field",
        ErrorKind.FIELD,
        r"[Pp]lease add (?P<field>\S+) to make the request compatible",
        msg("Google gives this report only together with {field}"),
        _REPORT_IT,
        missing=True,
    ),
    KnownError(
        "incompatible",
        ErrorKind.REFUSED,
        "dimensions & metrics are incompatible",
        msg("Google does not give the fields of this report together"),
        msg("Update Utmost: Google may have changed what can be combined."),
    ),
    KnownError(
        "property_id",
        ErrorKind.REFUSED,
        "Invalid property ID|numeric Property ID is required|Requested entity was not found",
        msg("There is no property with this number"),
        _CHECK_ID,
    ),
    KnownError(
        "clock",
        ErrorKind.REFUSED,
        "short-lived token|reasonable timeframe|Invalid JWT: Token",
        msg("Google refuses the sign-in because the clock of this machine is wrong"),
        msg("Set the clock of this machine, then try again."),
    ),
    KnownError(
        "expired",
        ErrorKind.REFUSED,
        "Token has been expired or revoked|Reauthentication is needed",
        msg("The sign-in of this machine has expired or was revoked"),
        msg(
            "Sign in again: gcloud auth application-default login. An OAuth app in “Testing” "
            "loses its sign-in after 7 days, a service account does not."
        ),
    ),
    KnownError(
        "key_gone",
        ErrorKind.REFUSED,
        "Invalid JWT Signature|account not found|invalid_grant",
        msg("Google no longer accepts this key: it was deleted, or its service account was"),
        _NEW_KEY,
    ),
    KnownError(
        "not_signed_in",
        ErrorKind.REFUSED,
        "default credentials were not found|Could not automatically determine credentials|"
        "was not found.*GOOGLE_APPLICATION_CREDENTIALS|File .* was not found",
        msg("No key is connected and this machine is not signed in to Google"),
        msg("Connect the key of a service account, or run: gcloud auth application-default login"),
    ),
    KnownError(
        "bad_credentials",
        ErrorKind.REFUSED,
        "invalid authentication credentials|UNAUTHENTICATED|missing required authentication",
        msg("Google does not accept this sign-in"),
        _NEW_KEY,
    ),
    KnownError(
        "bad_key",
        ErrorKind.REFUSED,
        "Could not deserialize key|Unable to load PEM|No key could be detected|MalformedFraming|InvalidData",
        msg("The private key in the service-account file is damaged"),
        _NEW_KEY,
    ),
)

UNREACHABLE = KnownError(
    "unreachable",
    ErrorKind.TEMPORARY,
    "failed to connect|Connection refused|DNS resolution failed|Name or service not known",
    msg("Google Analytics cannot be reached"),
    msg(
        "Check this machine’s internet connection (analyticsdata.googleapis.com, port 443, any "
        "proxy), then try again."
    ),
)
FAILING = KnownError(
    "server_error",
    ErrorKind.TEMPORARY,
    "",
    msg("Google Analytics did not answer, more than once"),
    _AGAIN,
)
SPENT = KnownError(
    "other_quota",
    ErrorKind.SPENT,
    "",
    msg("Google refuses more requests for now"),
    _LATER,
    Limit.HOUR,
)
SIGN_IN = KnownError(
    "sign_in",
    ErrorKind.REFUSED,
    "",
    msg("Signing in to Google did not work"),
    _NEW_KEY,
)
OTHER = KnownError(
    "other",
    ErrorKind.REFUSED,
    "",
    msg("Google refused: {reason}"),
    msg("Check the property number and the access, then try again."),
)
