"""Mail about athletes: noticed (`queueing`, `falling_due`), put in `words`, sent (`sending`)."""
