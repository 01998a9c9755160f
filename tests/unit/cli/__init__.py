"""Tests of the command line, mostly in this process; `tests/cases` plays it in one of its own."""
