"""Posts: their results, growth between exports, and best times to post."""
