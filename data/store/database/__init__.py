"""The database of the state: connections, transactions, locks."""
