"""Letters from facts: pure text work, without Django and without a clock. `letters.write` is the way in."""
