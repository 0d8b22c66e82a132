"""The rules, one file each; a file holds one ``RULE`` and is found by being here."""
