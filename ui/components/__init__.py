"""Things that pages put together: cards, charts, tables, banners."""
