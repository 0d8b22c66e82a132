"""Components of the report page (Present)."""
