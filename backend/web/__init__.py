"""The shared chrome of every page: base templates, parts, styles, words and formats."""
