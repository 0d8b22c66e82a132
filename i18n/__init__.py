"""Words, numbers and dates as people of each language read them; shared by pages and reports."""
