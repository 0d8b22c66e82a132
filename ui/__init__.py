"""What the eye sees: filters, state, components, charts, theme, formats, text."""
