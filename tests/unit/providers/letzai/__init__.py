"""Tests of LetzAI, the provider: answers in, instructions out, and nothing between."""
