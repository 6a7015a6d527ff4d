# Het werkblad voor het plan: wat de pagina's delen.
studio-pages = Pagina’s van dit concept
studio-page-see = Bekijken
studio-page-questions = Vragen
studio-page-clauses = Artikelen
studio-page-text = Tekst
studio-page-try = Wat als
studio-page-history = Eerdere versies
studio-too-many = Je hebt { $limit } concepten en er is geen ruimte voor meer. Beëindig er een die je niet meer nodig hebt.
studio-too-large = Dit concept heeft op één plek { $found } tekens of antwoorden, en er passen er { $limit }. Maak het korter.
studio-not-there = Dit concept is intussen beëindigd. Er is niets bewaard.
