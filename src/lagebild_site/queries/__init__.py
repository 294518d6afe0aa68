"""Questions to the record; `visibility` is the only way to content."""
