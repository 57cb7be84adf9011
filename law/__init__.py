"""Dated legal constants, as CSV tables beside this file that a lawyer can correct without touching code.

Every row says where it comes from, from when and until when it is in force, and through which day somebody has checked
it. What is not known stays empty, and a question about it is answered with "unknown" and a reason, never with a guess.
"""
