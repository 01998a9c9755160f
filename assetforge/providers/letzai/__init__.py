"""LetzAI: pictures, edits, larger copies and films, paid and made by jobs."""
