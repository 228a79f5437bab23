"""Pages of the timeline: logging, one entry, an account's feed, signals, the notice inbox."""
