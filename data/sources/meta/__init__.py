"""Meta: what Facebook and Instagram export together: exports."""
