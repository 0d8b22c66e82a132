"""The insights engine: notable changes with cause and advice, one rule per file in ``rules``."""
