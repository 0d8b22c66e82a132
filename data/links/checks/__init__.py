"""Link validation rules: one rule per file with a ``RULE``, discovered from this folder."""
