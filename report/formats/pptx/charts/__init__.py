"""Native PowerPoint charts, which the reader can edit."""
