"""Parts of the UTM tags page."""
