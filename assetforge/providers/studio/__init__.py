"""The embedded provider: it draws what a request describes, offline, free and always the same."""
