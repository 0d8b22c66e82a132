"""From a question to the values of metrics: one entry point, ``query_metrics``."""
