"""The tests of the adapters, against the real disk."""
