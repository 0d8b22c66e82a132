"""Google Business Profile: a company's entry in Google Search and Maps."""

from __future__ import annotations

from data.base.network import Network

NETWORK = Network(id="google_business", name="Google Business Profile")
