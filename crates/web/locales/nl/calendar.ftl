# De agenda, en de zinnen van een dag.

calendar-today = Vandaag
calendar-is-today = vandaag
calendar-month = Maand
calendar-week = Week
calendar-agenda = Lijst
calendar-views = Weergave
calendar-week-title = Week { $number }, vanaf { $from }
calendar-agenda-title = Twee weken vanaf { $from }
calendar-caption = { $span }: bij wie elk kind op elke dag is, en wanneer ze wisselen
calendar-lanes = Banen van boven naar beneden: { $lanes }.
calendar-zone = Tijden zijn de klok van { $zone }.
calendar-clock-forward = Op { $day } om { $time } gaat de klok een uur vooruit.
calendar-clock-back = Op { $day } om { $time } gaat de klok een uur terug.
calendar-handovers = Overdrachten
calendar-as-list = Als lijst
calendar-no-handovers = In deze dagen is er geen overdracht.
calendar-days = De dagen een voor een
calendar-open-day = Open deze dag
calendar-clash-short = Hier spreken twee artikelen elkaar tegen. Open de dag om te zien welke.

legend = Legenda
legend-smooth = { $letter }: bij { $name }, glad
legend-ribbed = { $letter }: bij { $name }, gestreept
legend-handover = overdracht
legend-open = open voorstel
legend-clash = twee artikelen spreken elkaar tegen

# Een dag in een zin.
say-with = bij { $name }
say-until = { $who } tot { $time }
say-then = , dan{" "}
say-clash = nog bij niemand, want twee artikelen spreken elkaar tegen
say-silent = bij niemand genoemd, want geen artikel zegt iets
say-outside = buiten het plan
say-swapped = Door een ruil die jullie samen hebben afgesproken.
say-asked = Open voorstel.

# Een overdracht.
move-to = { $kids } naar { $name }
move-brings = { $name } brengt { $kids }.
move-collects = { $name } haalt { $kids } op.
move-brings-short = { $name } brengt.
move-collects-short = { $name } haalt op.

# Eén dag.
day-no-handover = Op deze dag wisselt niemand van huis.
day-why = Waarom deze dag er zo uitziet
day-why-for = Voor { $kids }.
day-why-over = Het gaat voor { $over }.
day-night = De nacht naar { $day }: { $said }.
clause-inline = artikel { $number } ({ $title })
swap-inline = een eerdere ruil
agreed-swap = Afgesproken
agreed-swap-words = Jullie spraken dit samen af.
propose-change = Stel een wijziging voor

# Twee artikelen over dezelfde tijd.
clash-title = Twee artikelen gaan tegelijk over { $kids }.
clash-span = Van { $start } tot { $end }.
clash-says = zegt { $name }.
clash-nobody = Ze wegen even zwaar, dus deze tijd is van niemand tot jullie het eens zijn.

# Een open voorstel.
ask-proposes = { $name } stelt voor:
ask-headline = { $kids } bij { $name } van { $start } tot { $end }
ask-headline-day = { $kids } bij { $name } op { $day } van { $start } tot { $end }
ask-more = { $n ->
    [one] en nog één
   *[other] en nog { $n }
}
ask-plan-stays = Zonder antwoord blijft het plan zoals het is.
ask-read = Lees het voorstel
