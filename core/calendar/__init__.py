"""What is published when: for now, what may be published while an election is under way."""
