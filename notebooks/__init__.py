"""What people open in the morning: ranked lists, candidate checks, the algorithm record.

Notebooks import `notebooks.reading` alone.
"""
