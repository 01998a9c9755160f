"""The real world, one small file for each port."""
