"""The fault matrix: what goes wrong with services and money, as people at a terminal meet it."""
