"""Period comparison: comparable periods, series breaks, and changes."""
