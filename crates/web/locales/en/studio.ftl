# The plan studio: what its pages share.
studio-pages = Pages of this draft
studio-page-see = See
studio-page-questions = Questions
studio-page-clauses = Clauses
studio-page-text = Text
studio-page-try = What if
studio-page-history = History
studio-too-many = You have { $limit } drafts, and there is room for no more. End one that you no longer need.
studio-too-large = This draft has { $found } characters or answers in one place, and { $limit } fit. Make it shorter.
studio-not-there = This draft was ended meanwhile. Nothing was kept.
