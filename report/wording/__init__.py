"""How the report writes values, names and sentences."""
