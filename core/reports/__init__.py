"""What is told of everything together: the year to the Pleno, the desk to whoever takes over."""
