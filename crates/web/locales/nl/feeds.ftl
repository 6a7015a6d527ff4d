# Adressen waaronder agendaprogramma's meelezen.

feeds-title = In je eigen agenda
feeds-lead = Een adres voor de agenda op je telefoon of computer. Die blijft vanzelf bij: bij wie de kinderen wanneer zijn, overdrachten, vakanties, belmomenten, en wat nog op antwoord wacht.
feeds-made = Dit is het nieuwe adres. Neem het over in je agendaprogramma, als agenda waarop je je abonneert.
feeds-address = Het adres
feeds-open = Open het in een agendaprogramma op dit apparaat
feeds-once = Het wordt alleen deze ene keer getoond. Wie het heeft, kan lezen wat het toont, zonder in te loggen.
feeds-yours = Jouw adressen
feeds-all-children = alle kinderen
feeds-both-parents = bij een van jullie
feeds-with = bij { $name }
feeds-named = met namen
feeds-neutral = zonder namen
feeds-since = Gemaakt op { $day }
feeds-end = Dit adres intrekken
feeds-new = Een nieuw adres
feeds-name = Waarvoor is het?
feeds-name-hint = Zoals: mijn telefoon. Alleen jij ziet dit.
feeds-children = Welke kinderen
feeds-whose = Wiens dagen
feeds-titles = Wat er in de agenda staat
feeds-titles-named = Namen, plaatsen en het artikel
feeds-titles-neutral = Alleen dat er een afspraak is
feeds-secret = Wie je agendaprogramma beheert, kan lezen wat je eraan geeft. De andere ouder merkt niet dat dit adres bestaat.
feeds-make = Adres maken
feeds-too-many = Er zijn al { $limit } adressen. Trek er een in die niet meer wordt gebruikt.

# In the feed: a change of a handover that waits for an answer, but for its time. After "Proposed: ".
feeds-handover = overdracht naar { $name }, { $parts }
