"""The installer and the installed program proven under Wine, on the machine that builds them."""
