"""The scripts of the schema, one a step."""
