"""Mailchimp: exports."""
