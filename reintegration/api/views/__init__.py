"""Routes of the spine, by noun. Each verb: parse, act, show."""
