"""What `make` runs: setting a checkout up, throw-away servers for the tests, and a few checks."""
