"""Components of the attribution and conversion paths pages."""
