"""Saved plans and approvals at a real sandbox: nothing is spent that nobody agreed to."""
