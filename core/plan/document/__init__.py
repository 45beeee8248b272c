"""What the plan prints: what a council votes, its annex, summary and proposal, the rules of use.

All are public papers. People are named by their post; their telephones, who holds which password,
and notes about other people's accounts stay in the workspace.
"""
