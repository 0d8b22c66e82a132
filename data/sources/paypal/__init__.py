"""PayPal: exports."""
