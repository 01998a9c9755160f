"""A LetzAI- and Letta-compatible server with credits and faults, for tests, demos and CI."""
