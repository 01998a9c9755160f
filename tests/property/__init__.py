"""Laws, tried on many values that nobody chose."""
