"""What people write back by SMS: words in, meanings out. Nothing here knows a row."""
