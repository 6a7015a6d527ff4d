# Het plan dat geldt.

plan-heading = Ouderschapsplan
plan-none = Zodra jullie het samen eens zijn over een plan, staan de artikelen hier, met wat het voor elk kind betekent.
plan-since = Geldt sinds { $day }.
plan-ends = Het geldt tot en met { $day }.
plan-on-page = Op deze pagina
plan-nights-short = Nachten
plan-clauses-short = Artikelen
plan-what-agreed = Wat we afspraken
plan-both-agreed = Beide ouders zijn het eens met elk artikel van dit plan.
plan-not-both = Een van jullie heeft nog niet geantwoord.
plan-no-answer = Nog geen antwoord.
plan-entry = Logboek { $number }
plan-all-children = Alle kinderen
plan-holds-from = vanaf { $day }
plan-holds-until = tot en met { $day }
plan-from-birthday = vanaf de verjaardag waarop een kind { $age } wordt
plan-until-birthday = tot de verjaardag waarop een kind { $age } wordt
plan-nights = Nachten in de komende vier weken
plan-measured = Van { $from } tot en met { $to }, met de ruilen die jullie hebben afgesproken.
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
