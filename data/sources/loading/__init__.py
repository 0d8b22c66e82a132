"""Loading an upload: archives, parsing, record files, large files in chunks, by source."""
