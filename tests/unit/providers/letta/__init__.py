"""Tests of Letta, the provider: answers in, instructions out, and nothing between."""
