"""Google Analytics 4 by its Data API: connect a property, fetch its days, say what they are worth."""

SOURCE = "ga4.api"
"""What the imports of fetched days name as their source."""

ENDPOINT_VARIABLE = "UTMOST_GA4_ENDPOINT"
"""Names another address of the Data API, such as a private one of Google's."""
