"""The crisis desk: scenarios, incidents with their log, drills, and the notebook on the shelf."""
