"""What no person would send. The suite tries a few examples of each, `make soak` ten times as many."""
