"""The metrics, one file each; a file holds one ``METRIC`` and is found by being here."""
