"""The checklist of an incident: its steps, how they are painted and pressed."""
