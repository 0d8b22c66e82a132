"""Every command line: ``python -m data``, ``python -m metrics``, ``python -m report``."""
