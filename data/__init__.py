"""How numbers arrive and stay: reading, sources, schema, store, imports."""
