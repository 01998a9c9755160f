"""Tests of the scenes that a poster can show, one file for each."""
