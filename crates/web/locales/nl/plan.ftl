# Het plan dat geldt.

plan-heading = Ouderschapsplan
plan-none = Zodra jullie het samen eens zijn over een plan, staan de artikelen hier, met wat het voor elk kind betekent.
plan-since = Geldt sinds { $day }.
plan-will-hold = Het geldt vanaf { $day }.
plan-held = Het gold van { $from } tot en met { $until }.
plan-not-agreed = Dit plan is niet afgesproken. Het geldt niet.
plan-guest-would-hold = Als beide ouders het vandaag eens worden, geldt het vanaf { $day }.
plan-guest-would-hold-now = Als beide ouders het vandaag eens worden, geldt het meteen.
plan-guest-blocked = Dit plan kan nu niet worden afgesproken.
plan-guest-holds = Beide ouders hebben dit plan afgesproken. De eerste dag is { $day }.
plan-in-force = Het plan dat geldt
plan-later = Vanaf { $day } geldt een andere versie.
plan-later-read = Lees de versie vanaf { $day }
plan-ends = Het geldt tot en met { $day }.
plan-on-page = Op deze pagina
plan-nights-short = Nachten
plan-clauses-short = Artikelen
plan-what-agreed = Wat we afspraken
plan-what-offered = Wat het voorstel zegt
plan-both-agreed = Beide ouders zijn het eens met elk artikel van dit plan.
plan-not-both = Een van jullie heeft nog niet geantwoord.
plan-guest-not-both = Een van de ouders heeft nog niet geantwoord.
plan-no-answer = Nog geen antwoord.
plan-entry = Logboek { $number }
plan-all-children = Alle kinderen
plan-holds-from = vanaf { $day }
plan-holds-until = tot en met { $day }
plan-from-birthday = { $age ->
    [1] vanaf de eerste verjaardag van het kind
   *[other] vanaf de { $age }e verjaardag van het kind
}
plan-until-birthday = { $age ->
    [1] tot de eerste verjaardag van het kind
   *[other] tot de { $age }e verjaardag van het kind
}
plan-from-age = vanaf de leeftijd van { $age }
plan-until-age = tot de leeftijd van { $age }
plan-age-days = { $n ->
    [one] 1 dag
   *[other] { $n } dagen
}
plan-age-weeks = { $n ->
    [one] 1 week
   *[other] { $n } weken
}
plan-age-months = { $n ->
    [one] 1 maand
   *[other] { $n } maanden
}
plan-age-years = { $n ->
   *[other] { $n } jaar
}
plan-from-event = vanaf de gebeurtenis { $event }
plan-until-event = tot de gebeurtenis { $event }
plan-from-times = { $n ->
   *[other] na { $n } keer
}
plan-until-times = { $n ->
   *[other] tot { $n } keer
}
plan-supervised-by = in aanwezigheid van
plan-supervised-at = bij
plan-in-home = in het huis “{ $home }”
plan-in-zone = tijden van { $zone }
plan-nights = Nachten in de komende vier weken
plan-nights-first = Nachten in de eerste weken
plan-measured-alone = Van { $from } tot en met { $to }, volgens dit plan alleen.
plan-measured = Van { $from } tot en met { $to }, met de ruilen die jullie hebben afgesproken.
plan-measured-days = Van { $from } tot en met { $to }.
plan-numbers = Overdrachten en langste verblijf
plan-numbers-caption = Per kind het aantal overdrachten en het langste verblijf bij elke ouder, in nachten
plan-longest = Langste verblijf, in nachten
plan-child = Kind
plan-handovers = Overdrachten
plan-together = Alle kinderen zijn samen op { $nights_a ->
    [one] 1 nacht
   *[other] { $nights_a } nachten
} bij { $a } en op { $nights_b ->
    [one] 1 nacht
   *[other] { $nights_b } nachten
} bij { $b }.
plan-numbers-note = Een bezoek overdag telt als twee overdrachten en als geen nacht. Tijd waarover twee artikelen elkaar tegenspreken, telt voor geen van beide ouders.

# De ene versie na de andere.
plan-versions = Versies van dit plan
plan-version = Versie { $number }
plan-changes = Wat er verandert
plan-changes-against = Vergeleken met de versie waarvan de eerste dag { $day } is.
plan-changes-none = Geen artikel verandert.
plan-changes-rest = { $n ->
    [0] Geen artikel blijft zoals het is.
    [one] Eén artikel blijft zoals het is.
   *[other] { $n } artikelen blijven zoals ze zijn.
}
plan-change-new = Nieuw
plan-change-changed = Veranderd
plan-change-gone = Vervallen
plan-change-was = Was:
plan-change-becomes = Wordt:
plan-change-number = Het was artikel { $number }.
plan-change-title = De titel was:
plan-change-parts = Ook verandert: { $parts }.
plan-change-parts-alone = De woorden blijven. Wat verandert: { $parts }.
plan-part-language = de tekst in de andere taal
plan-part-section = het onderdeel waar het bij hoort
plan-part-rule = de dagen en tijden die de agenda volgt
plan-part-children = voor welke kinderen het geldt
plan-part-when = vanaf wanneer of tot wanneer het geldt
plan-part-rank = waar het voor gaat
plan-part-handover = hoe de overdrachten gaan
plan-part-supervision = wie erbij is en waar
plan-part-home = in welk huis de kinderen zijn
plan-whole-parts = Naast de artikelen verandert: { $parts }.
plan-whole-title = de titel van het plan
plan-whole-people = wat het over de mensen erin zegt
plan-whole-homes = de huizen die het noemt
plan-whole-handover = hoe overdrachten meestal gaan
plan-whole-order = welk artikel voor welk gaat
plan-whole-end = het einde van het plan

# Wat elke ouder zegt van losse artikelen van een voorgesteld plan.
marks-count = Jullie zijn het allebei eens met { $both } van de { $all } artikelen.
marks-guest-count = Beide ouders zijn het eens met { $both } van de { $all } artikelen.
marks-binds-nobody = Dit bindt nog niemand: het plan geldt pas als het hele plan is aanvaard.
marks-all = Ik ben het met alle artikelen eens
marks-answer = Antwoord op het hele plan
marks-both = Jullie zijn het allebei eens met dit artikel.
marks-guest-both = Beide ouders zijn het eens met dit artikel.
marks-one = { $name } is het eens met dit artikel.
marks-none = Geen van jullie is het al eens met dit artikel.
marks-guest-none = Nog geen van beide ouders is het eens met dit artikel.
marks-agree = Ik ben het eens met dit artikel
marks-not = Ik ben het er niet langer mee eens
clause-say = Zeg iets over dit artikel
clause-messages = { $n ->
    [one] 1 bericht over dit artikel
   *[other] { $n } berichten over dit artikel
}
plan-make = Een plan maken
plan-drafts = Concepten
plan-print = Afdrukken
