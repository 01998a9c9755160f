"""Faults: builds that are killed, stopped, crowded or starved, through the real command line."""
