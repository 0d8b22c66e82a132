"""Parts of the attribution and journeys pages."""
