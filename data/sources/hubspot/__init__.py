"""HubSpot: exports."""
