"""All SQL of the crisis desk."""
