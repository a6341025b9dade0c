"""Reference data: `written/` by the project, `built/` from open sources by build.py."""
