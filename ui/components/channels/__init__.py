"""Channels: the answer, the table with changes, and the details of one channel."""
