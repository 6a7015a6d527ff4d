# Het ritme van de gesprekken: geplande gesprekken naast de gesprekken die er waren.

call-rhythm-title = Het ritme van het bellen
call-rhythm-lead = De gesprekken uit het plan en de gesprekken die er waren, van { $from } tot en met { $last }. Jullie zien allebei hetzelfde.
call-rhythm-none = In deze weken was er geen gesprek gepland en is er niet gebeld. Zodra het plan gesprekken noemt of iemand belt, staan ze hier per week.
call-rhythm-children = Wiens gesprekken
call-rhythm-all = Alle kinderen
call-rhythm-weeks = Andere weken
call-rhythm-earlier = Eerdere weken
call-rhythm-later = Latere weken
call-rhythm-table = De gesprekken van { $child } per week
call-rhythm-in-numbers = In cijfers
call-rhythm-together = Samen
call-rhythm-week = Week vanaf
call-rhythm-with = Met
call-rhythm-planned = gepland
call-rhythm-kept = zoals gepland
call-rhythm-moved = op een ander moment
call-rhythm-not-held = ging niet door
call-rhythm-open = komt nog
call-rhythm-extra = extra
call-rhythm-minutes = minuten
call-rhythm-said = { $planned ->
    [one] Er was 1 gesprek gepland
   *[other] Er waren { $planned } gesprekken gepland
}: { $kept } zoals gepland, { $moved } op een ander moment, { $not } { $not ->
    [one] ging
   *[other] gingen
} niet door, { $open } { $open ->
    [one] komt
   *[other] komen
} nog.
call-rhythm-said-none = Er was geen gesprek gepland.
call-rhythm-said-more = { $extra ->
    [0] Er waren geen extra gesprekken
    [one] Er was 1 extra gesprek
   *[other] Er waren { $extra } extra gesprekken
}; alles bij elkaar werd er { $minutes ->
    [one] 1 minuut
   *[other] { $minutes } minuten
} gebeld.
call-rhythm-how = Een gesprek was zoals gepland als het hooguit { $minutes } minuten voor of na de afgesproken tijd begon, of terwijl het nog zou duren. Het was op een ander moment als het op dezelfde dag begon, of hooguit { $hours } uur ervoor of erna. Waarom een gesprek niet doorging, wordt niet bewaard.
call-rhythm-clock = { $at } in { $place }

# Alleen voor wie dit leest.
call-rhythm-wish = Vaker bellen
call-rhythm-wish-off = Wil je vaker bellen? Dan zie je bij Vandaag en op deze pagina wanneer je de kinderen kunt bellen.
call-rhythm-wish-on = Bij Vandaag en op deze pagina zie je wanneer je de kinderen kunt bellen.
call-rhythm-wish-own = Alleen jij ziet dit. { $name } ziet niet wat je kiest.
call-rhythm-wish-more = Laat het me zien
call-rhythm-wish-stop = Laat het niet meer zien
call-rhythm-free-now = Je kunt { $children } nu bellen, tot { $until }.
call-rhythm-free = Je kunt { $children } bellen vanaf { $from } tot { $until }.
call-rhythm-last = Het laatste gesprek was op { $day }.
call-rhythm-last-today = Het laatste gesprek was vandaag.
call-rhythm-last-yesterday = Het laatste gesprek was gisteren.

# Op een dag van de kalender.
call-rhythm-day = Gesprek: { $children } met { $name }, { $from } tot { $until }
