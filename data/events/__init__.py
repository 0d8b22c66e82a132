"""GA4 events (BigQuery export) to visits and conversions, which GA4's own reports do not export."""
