"""A real PostgreSQL and a real Redis for one checkout, without installing anything.

For development and tests only. Production sets DATABASE_URL and REDIS_URL, and nothing here runs.
Imports nothing of Homeward, so settings may use it before Django is ready.
"""
