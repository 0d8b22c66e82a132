"""Wording of reports: values, names and sentences."""
