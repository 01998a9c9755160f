"""Tests of assetforge.providers."""
