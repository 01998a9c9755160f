"""Letta: pictures and edits by one call, whose answer holds the result."""
