"""Rules about links: one rule, one file with a ``RULE``, found by being there."""
