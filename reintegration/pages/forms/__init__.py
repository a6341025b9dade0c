"""What a person is asked. Answers are plain values, so that a draft can keep them."""
