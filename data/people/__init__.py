"""People in the store: their keys, and what it takes to forget one."""
