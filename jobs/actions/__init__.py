"""Every write of the job side, one verb a function, grouped by noun."""
