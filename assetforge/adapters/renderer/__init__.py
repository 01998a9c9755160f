"""The renderer: draws and encodes what the local providers describe. Only Pillow and PyAV here."""
