"""Tests of the embedded provider."""
