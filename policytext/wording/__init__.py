"""Corpus tools as researchers know them: terms, keyness, concordance, collocations, dispersion, topics, strength.

Words are jieba's; every row that counts words of one document says where they stand in its clean text.
"""
