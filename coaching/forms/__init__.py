"""What pages of coaching take in."""
