"""Every write of training, one verb a function, grouped by noun."""
