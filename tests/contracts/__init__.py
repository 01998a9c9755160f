"""Contracts: what each port promises, shown on its fake and on the real adapter."""
