"""Tests of carrying a plan out."""
