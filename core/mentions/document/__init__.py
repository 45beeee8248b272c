"""What listening prints: the report of a stretch of days, and the sheet of one piece of evidence.

The report is for councillors and may be published: no author stands in it.
"""
