"""Return on investment, and conversions reported by ad platforms."""
