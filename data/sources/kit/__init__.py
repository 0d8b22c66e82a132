"""The general reader: recognises an export by its declaration and makes canonical rows of it."""
