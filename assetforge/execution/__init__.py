"""Carrying a plan out: all waiting and all concurrency, behind ports."""
