"""The tests of the lock's model and formats."""
