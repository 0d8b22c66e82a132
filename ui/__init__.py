"""User interface: filter bar, session state, cache, components, charts, theme, text."""
