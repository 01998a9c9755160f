"""Tests of the benchmark command's parts; none of them judges a speed."""
