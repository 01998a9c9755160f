"""Use cases: the only place where stages and adapters meet."""
