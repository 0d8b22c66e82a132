"""Column mapping of unknown files: schema inference, questions to the user, and a mapped source.

A mapping is a source made by a manager instead of a programmer: it names the canonical column
that each column of a file fills. It is proposed from names and values, confirmed, saved under
the header it belongs to, and can be taken to another store.
"""
