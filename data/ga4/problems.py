"""Maps exceptions of gRPC and REST to known errors."""

from __future__ import annotations

import re
from dataclasses import dataclass

from google.api_core import exceptions as api
from google.auth import exceptions as auth
from google.protobuf.json_format import ParseError
from requests import exceptions as http

from data.base.issue import Issue, Level, Where
from data.ga4.error_catalogue import FAILING, KNOWN, OTHER, SIGN_IN, SPENT, UNREACHABLE, KnownError

_PLACE = "Google Analytics"
_LONGEST = 300
# “POST https://…:runReport: User does not have …”: what comes before the words of Google.
_URL = re.compile(r"^[A-Z]+ https?://\S+: ")
_DROPPED = (http.ConnectionError, http.Timeout, auth.TransportError)
_BROKEN = (api.ServerError, api.RetryError, ParseError, http.ChunkedEncodingError)
ERRORS = (api.GoogleAPIError, auth.GoogleAuthError, http.RequestException, ParseError)
"""Exceptions of the client on either transport; any other is a bug of this program."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A recognised error. ``field`` is the API field it is about, if any."""

    known: KnownError
    field: str | None = None
    reason: str | None = None

    @property
    def issue(self) -> Issue:
        """The error in words, with the next step."""
        values = {"field": self.field, "reason": self.reason}
        named = {k: v for k, v in values.items() if "{" + k + "}" in self.known.what.text}
        what = self.known.what.filled(**named)
        return Issue(Level.ERROR, Where(_PLACE), what, self.known.fix)


def understand(error: Exception) -> Problem:
    """The known error of an exception of either transport. It never contains text of a key."""
    # REST puts the URL, which holds the property number, before the message.
    text = _URL.sub("", str(getattr(error, "message", None) or error))
    for known in KNOWN:
        if match := re.search(known.says, text):
            return Problem(known, match.groupdict().get("field"))
    if isinstance(error, _DROPPED) or re.search(UNREACHABLE.says, text):
        return Problem(UNREACHABLE)
    if isinstance(error, _BROKEN):
        return Problem(FAILING)
    if isinstance(error, api.TooManyRequests):
        return Problem(SPENT)
    if isinstance(error, auth.GoogleAuthError):
        return Problem(SIGN_IN)
    return Problem(OTHER, reason=text[:_LONGEST])
