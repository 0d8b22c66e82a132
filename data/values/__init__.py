"""What people enter or decide, as values: links, corrections, channel rules, costs, annotations."""
