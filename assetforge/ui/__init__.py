"""How values look. Formats, never decides, never prints."""
