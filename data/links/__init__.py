"""Campaign links: built by a naming convention, validated, saved, and matched to traffic."""
