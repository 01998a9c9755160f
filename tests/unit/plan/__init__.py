"""Tests of what a build would do, and why."""
