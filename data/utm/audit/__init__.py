"""UTM audit: issues in the collected tags, one kind of issue per file in ``checks``."""
