"""The deterministic check of a candidate's papers: documents only, no model, no graph, no feature, no ranking.

It says that no document was found, that one was found and a person must confirm it, or that identity is not proven. It
never says "reject", and it reads effective court judgments and the current list of judgment debtors and nothing else:
no opened case, no detention, no administrative punishment, no relative.
"""
