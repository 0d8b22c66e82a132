"""Rules about tags: repairs of what was collected and channels of the manager's own."""
