"""One more app for the house: gateways that lead to the faulty operator, kinds that go there."""
