"""Export sources: one folder a vendor, with its parsers and network, found by its presence."""
