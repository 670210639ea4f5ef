"""What we can say: events without names, indicators as SQL, values with their state, releases that never change."""
