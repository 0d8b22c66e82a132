"""Answers of commands as lines of text."""
