"""Files that no source knows: their columns are mapped once and known ever after.

A mapping is a source made by a manager instead of a programmer: it names the canonical column
that each column of a file fills. It is proposed from names and values, confirmed, kept under
the header it belongs to, and can be taken to another store.
"""
