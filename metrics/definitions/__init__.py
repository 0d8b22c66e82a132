"""What metrics are made of: measures, the registry, and why a value is unknown."""
