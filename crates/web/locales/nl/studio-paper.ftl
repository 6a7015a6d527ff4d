# Een plan op papier: de pagina waar je het opent, en wat er op het papier staat.

paper-title = Op papier
paper-lead = Het hele plan als pdf, om te lezen, te printen of mee te nemen. En twee bladzijden voor de kinderen.
paper-back = Terug
paper-none = Hier is nog niets om te printen
paper-no-plan = Zodra jullie het samen eens zijn over een plan, kun je het hier printen. Een concept kun je nu al printen.
paper-to-drafts = Naar je concepten
paper-unanswered = De vragen van dit concept maken samen nog geen plan. Daarna kun je het printen.
paper-to-questions = Ga verder met de vragen
paper-unsound = In de tekst van dit concept staat iets wat niet te begrijpen is. Daarna kun je het printen.
paper-to-text = Naar de tekst
paper-document = Het plan als document
paper-document-what = De artikelen per onderwerp, een gewone week en het jaar in beeld, vakanties en feestdagen met hun datums, de nachten bij elk van jullie, en ruimte voor twee handtekeningen.
paper-pdf = (pdf)
paper-opens = De pdf opent in je browser. Daar kun je hem printen of bewaren.
paper-not-in-english = { $n ->
    [one] Eén artikel is niet in het Engels geschreven. In het Engelse document staat het in het Nederlands.
   *[other] { $n } artikelen zijn niet in het Engels geschreven. In het Engelse document staan ze in het Nederlands.
}
paper-not-in-dutch = { $n ->
    [one] Eén artikel is niet in het Nederlands geschreven. In het Nederlandse document staat het in het Engels.
   *[other] { $n } artikelen zijn niet in het Nederlands geschreven. In het Nederlandse document staan ze in het Engels.
}
paper-children = Twee bladzijden voor de kinderen
paper-children-what = Bij wie ze slapen, de komende weken en maanden, en de volgende vakanties. In korte zinnen, om op te hangen.
paper-children-of = Voor { $names }
paper-asked = Wat de wet vraagt
paper-asked-all = Over alles wat de Nederlandse wet noemt, staat er iets in dit plan.
paper-asked-missing = { $n ->
    [one] Over één onderwerp dat de Nederlandse wet noemt, staat er nog niets in. Op het papier staat dat er ook bij.
   *[other] Over { $n } onderwerpen die de Nederlandse wet noemt, staat er nog niets in. Op het papier staat dat er ook bij.
}
paper-asked-add = Kies een artikel over { $title }
paper-asked-note = Dit zegt alleen of er iets staat. Het is geen juridisch advies: of het plan genoeg is, beoordelen jullie zelf, samen met wie jullie adviseert.

# Wat het waard is.
paper-draft = Concept, nog niet afgesproken
paper-offered = Voorstel { $number }, nog niet afgesproken
paper-closed = Voorstel { $number }, niet afgesproken
paper-version-holds = Versie { $number }, { $holds }
paper-holds-since = geldt sinds { $from }
paper-holds-from = geldt vanaf { $from }
paper-held = gold van { $from } tot en met { $last }
paper-not-yet = Nog niet akkoord.
paper-agreed = Akkoord op { $at }.
paper-agreed-entry = Akkoord op { $at }, nummer { $entry } in het logboek.
paper-by-passkey = Een toegangssleutel ondertekende deze woorden.
paper-by-device = Een apparaat ondertekende dat het van deze ouder is.
paper-by-server = Dat het van deze ouder is, is het woord van de server.
paper-by-link = Het antwoord kwam via een link, zonder account; dat het van deze ouder is, is het woord van de server.
paper-footer = { $host }, gemaakt op { $day }
paper-ref-draft = Concept
paper-ref-kept = Bewaard op
paper-ref-version = Versie
paper-ref-from = Geldt vanaf
paper-ref-proposal = Voorstel
paper-ref-entry = Nummer in het logboek
paper-ref-size = Regels in het logboek
paper-ref-code = Korte code
paper-ref-root = Wortel
paper-ref-host = Server

# De artikelen.
paper-law = De wet: { $note } Zie { $article }.
paper-missing = Hierover is nog niets afgesproken.
paper-others = Andere afspraken
paper-nothing = Waarover niets in dit plan staat
paper-nothing-on = Over deze onderwerpen zegt dit plan niets: { $names }.
paper-clause-number = artikel { $number } in de tekst van het plan
paper-for = voor { $names }
paper-only-english = alleen in het Engels geschreven
paper-only-dutch = alleen in het Nederlands geschreven
paper-handovers = Hoe overdrachten meestal gaan
paper-handover-place = Plaats: { $place }.
paper-handover-giver = Wie brengt: de ouder bij wie de kinderen waren.
paper-handover-receiver = Wie haalt: de ouder naar wie de kinderen gaan.
paper-handover-parent = Wie brengt of haalt: { $name }.
paper-handover-bag = Wat meegaat: { $bag }.
paper-handover-to = Naar { $name }. { $said }

# De plaatjes in woorden.
paper-nobody = nog niet bekend
paper-with = bij { $name }
paper-change = eerst bij { $from }, dan bij { $to }
paper-on-day = { $day } { $held }
paper-on-days = { $from } tot en met { $to } { $held }
paper-visit = { $day } van { $from } tot { $until } bij { $name }
paper-week = Week { $n }
paper-weeks-title = { $n ->
    [one] Een week
   *[other] { $n } weken
}
paper-weeks-alt = { $kids }. { $said }
paper-weeks-dates = Van { $from } tot en met { $to }.
paper-weeks-changes = Wisselmomenten: { $when }.
paper-weeks-visits = Overdag ook: { $when }.
paper-weeks-interrupted = In deze weken vallen ook vakantiedagen of feestdagen.
paper-year-title = { $from } tot en met { $to }
paper-year-sentence = Van { $from } tot en met { $to }: { $kids } { $nights_a ->
    [one] 1 nacht
   *[other] { $nights_a } nachten
} bij { $a } en { $nights_b ->
    [one] 1 nacht
   *[other] { $nights_b } nachten
} bij { $b }, met { $handovers ->
    [one] 1 overdracht
   *[other] { $handovers } overdrachten
}.
paper-year-alt = { $kids }. { $said }.
paper-month-nights = { $month }: { $nights_a ->
    [one] 1 nacht
   *[other] { $nights_a } nachten
} bij { $a } en { $nights_b ->
    [one] 1 nacht
   *[other] { $nights_b } nachten
} bij { $b }

# Vakanties en tijd.
paper-span = { $day }, { $from } – { $last }, { $until }
paper-span-day = { $day }, { $from }–{ $until }
paper-span-with = { $span }: { $name }
paper-midnight = 24.00
paper-tentative = datum nog niet zeker
paper-measured = Van { $from } tot en met { $to }
paper-nights = Nachten
paper-share = Deel van de nachten
paper-longest = Langste verblijf
paper-weekends = Hele weekenden
paper-together = Nachten met alle kinderen samen
paper-n-nights = { $n ->
    [one] 1 nacht
   *[other] { $n } nachten
}

# Voor de kinderen.
paper-kids-title = Waar slaap ik?
paper-kids-home = Bij { $name }
paper-kids-home-named = Met { $name }: { $home }
paper-kids-weeks = De weken vanaf { $day }
paper-kids-week = Week van { $day }
paper-kids-months = De maanden die komen
paper-kids-months-alt = Waar je slaapt: { $said }.
paper-kids-holidays = De volgende vakanties en feestdagen
paper-kids-draft = Dit is nog een idee. Het is nog niet afgesproken.
paper-kids-changes = Je wisselt op { $when }.
paper-kids-changes-often = Je wisselt vaak. In de weken hierboven zie je wanneer.
paper-kids-parents-change = Jij blijft, en { $a } en { $b } wisselen: { $when }.
paper-kids-visits = Overdag ben je ook: { $when }.
paper-kids-place = Waar je wisselt: { $place }.
paper-kids-bag = Wat meegaat: { $bag }.
paper-kids-ask = Weet je het even niet? Vraag het aan { $a } of aan { $b }.
paper-kids-with = Helemaal bij { $name }.
paper-kids-then = Eerst bij { $from }, dan bij { $to }.
paper-kids-turns = Om de beurt bij { $a } en bij { $b }.
paper-kids-open = Bij wie je bent, is nog niet bekend.
paper-kids-dates = { $from } tot en met { $to }
