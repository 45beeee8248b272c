"""The words of statements, before anybody approves them."""
