"""Every write of the spine, one verb a function, grouped by noun."""
