"""Google Analytics events to visits and conversions: what the interface of GA4 does not export."""
