"""The exports that Utmost understands: one folder a vendor, found by being here."""
