"""From the bytes of an upload to its parts, each read by the source that fits."""
