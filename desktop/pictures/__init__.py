"""Images that a person brings: chosen, pasted or dropped; and those that are kept."""
