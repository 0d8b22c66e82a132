"""The report document model, and what is stored of it."""
