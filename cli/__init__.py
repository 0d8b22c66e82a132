"""Command-line interface: ``python -m data``, ``python -m metrics``, ``python -m report``."""
