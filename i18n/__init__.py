"""Words, numbers and dates as people of each language read them; everything may use it."""
