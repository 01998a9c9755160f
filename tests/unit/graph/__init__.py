"""Tests of who needs whom."""
