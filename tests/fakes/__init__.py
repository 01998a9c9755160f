"""Fakes: one for each port, kept honest by the contract that the real adapter passes too."""
