"""The first screen: a town, an example, or a workspace that exists."""
