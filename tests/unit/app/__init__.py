"""Tests of the use cases, on real projects in temporary folders."""
