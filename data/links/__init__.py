"""Campaign links: built by a convention, checked while they are written, kept, matched to traffic."""
