"""GA4 Data API client: connects properties, fetches daily reports, and records their quality."""

SOURCE = "ga4.api"
"""The source id of imports of fetched days."""

ENDPOINT_VARIABLE = "UTMOST_GA4_ENDPOINT"
"""The environment variable with another address of the Data API, such as a private endpoint."""
