"""The tests of single modules, laid out as the package is."""
