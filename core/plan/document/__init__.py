"""What the plan prints: the whole plan, its summary, and the rules of use.

All three are public papers. People are named by their post; their telephones, who holds which
password, and notes about other people's accounts stay in the workspace.
"""
