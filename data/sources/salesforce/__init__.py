"""Salesforce: exports."""
