"""Does a vacancy show signs of exploitation? Pure: an offer in, findings out.

`rules.py` is data, `text.py` finds cues in it whatever letters they are written with, and
`engine.py` puts the two together. Nothing here decides: a finding is a reason for a person
to look, and only a blocking one needs a supervisor to be set aside.
"""
