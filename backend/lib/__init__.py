"""The ground floor: pure parts that know nothing of Homeward's domains."""
