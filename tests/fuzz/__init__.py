"""What no person would send. The suite tries a few examples of each, `make soak` thousands of new ones."""
