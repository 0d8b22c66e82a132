"""Components of the UTM tags page."""
