"""Values that everything uses: money, texts, spans, ids, refusals, registries.

Everybody may know it; it knows nobody: no Django, no other package of Dugout.
"""
