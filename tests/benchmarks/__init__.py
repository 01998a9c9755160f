"""How quick assetforge is beside other build tools: a command, no part of the test run."""
