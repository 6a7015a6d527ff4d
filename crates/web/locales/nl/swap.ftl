# Voorstellen en ruilen: het formulier, de proef, de kaart, de lijst, fouten en weigeringen.

swap-word = Ruil
swap-move = { $n ->
    [one] { $children } is bij { $name } van { $start } tot { $end }
   *[other] { $children } zijn bij { $name } van { $start } tot { $end }
}
swap-title-more = { $n ->
    [one] { $first }, en nog één wijziging
   *[other] { $first }, en nog { $n } wijzigingen
}
swap-several = Een ruil met { $n } wijzigingen
proposal-by-line = Voorstel { $number } van { $name }, { $at }
days-range = { $first } t/m { $last }
part-with = bij { $name }
part-nobody = niemand genoemd
part-first = tot { $until } { $who }
part-middle = daarna tot { $until } { $who }
part-last = daarna { $who }

# Gevolgen
effect-heading = Wat er zou veranderen
effect-heading-done = Wat er veranderd is
effect-of = Alternatief { $number }: { $what }
effect-day = Dag
effect-now = Nu afgesproken
effect-before = Eerder afgesproken
effect-proposal = Voorstel
effect-nights = Nachten
effect-nights-none = Het aantal nachten blijft voor jullie allebei gelijk.
nights-line = { $children }: { $a }, { $b }
nights-more = { $n ->
    [one] { $name } 1 nacht meer
   *[other] { $name } { $n } nachten meer
}
nights-fewer = { $n ->
    [one] { $name } 1 nacht minder
   *[other] { $name } { $n } nachten minder
}
nights-same = { $name } evenveel
effect-gone = Overdrachten die dan vervallen
effect-added = Overdrachten die er dan bij komen
effect-gone-done = Overdrachten die vervallen zijn
effect-added-done = Nieuwe overdrachten
handover-line = { $children } van { $from } naar { $to }
remark-nothing = Er zou niets veranderen: zo is het al afgesproken.
remark-past = Dit begint op { $start }, en dat is al voorbij. Kies een tijd die nog komt.
remark-overlaps = Voorstel { $number } staat ook open en gaat deels over dezelfde tijd. Zodra een van de twee is afgesproken, kan dat met het andere niet meer.
remark-overlaps-link = Voorstel { $number } bekijken

# Het formulier
swap-new-title = Een ruil voorstellen
swap-counter-title = Iets anders voorstellen
swap-counter-lead = Als antwoord op voorstel { $number } van { $name }. Zolang jullie het niet eens zijn, blijft alles zoals het is.
swap-new-lead = Je ziet eerst wat er zou veranderen. Daarvoor wordt er niets verstuurd.
swap-error-title = Het voorstel is nog niet verstuurd
swap-children = Om welke kinderen gaat het?
swap-from = Van
swap-until = Tot
swap-day = Dag
swap-time = Tijd
swap-to = Bij wie zijn ze dan?
swap-first = De wijziging
swap-return = In ruil
swap-return-hint = Je mag er andere tijd voor aanbieden. Zo niet, laat dit dan leeg.
swap-next-change = Wijziging { $number }
swap-back = Nu niet
swap-more = Nog een wijziging toevoegen
swap-reason = Waarom vraag je dit?
swap-reason-hint = { $name } leest dit. Eén zin is genoeg, en je mag het leeg laten. Eenmaal verstuurd blijft het in het logboek staan.
swap-preview = Bekijken wat er zou veranderen

# De proef
preview-title = Voordat je verstuurt
preview-lead = Dit krijgt { $name } te zien. Het is nog niet verstuurd.
preview-send = Voorstel versturen
preview-change = Aanpassen
preview-then = { $name } kan akkoord gaan, een tegenvoorstel doen of niet akkoord gaan. Zonder antwoord blijft alles zoals het is.
preview-lead-blocked = Het is niet verstuurd.
preview-blocked = Zo kan het niet verstuurd worden
preview-moves = Jij stelt voor
preview-reason = Jouw reden
preview-no-reason = Er staat geen reden bij.

# De kaart
proposal-title = Voorstel { $number }
proposal-offers = Alle versies van dit voorstel, de oudste eerst
proposal-offer-n = Versie { $revision }, { $name }, { $at }
proposal-reason = { $name } schrijft:
proposal-no-reason = Er is geen reden gegeven.
proposal-recorded = Het voorstel staat als nummer { $number } in het logboek
answer-recorded = Het antwoord staat als nummer { $number } in het logboek
proposal-keys-label = Wie akkoord is
key-agreed = akkoord, { $at }
key-proposed = stelde dit voor, { $at }
key-waits = nog geen antwoord
key-declined = niet akkoord, { $at }
key-withdrew = ingetrokken, { $at }
key-lapsed = geen antwoord
key-none = geen antwoord nodig
answers-label = Jouw antwoord op voorstel { $number }
answer-accept = Akkoord
answer-counter = Tegenvoorstel
answer-decline = Niet akkoord
answer-withdraw = Intrekken
answer-confirm = Bevestigen
answer-not-yet = Nog niet
accept-title = Akkoord met voorstel { $number }?
accept-after = Daarna staat dit zo in de agenda van jullie allebei.
accept-plan-after = Daarna geldt dit plan voor jullie allebei en vult het de agenda.
accept-plan-from = Daarna geldt dit plan voor jullie allebei vanaf { $day }. Tot die dag blijft alles zoals het is.
withdraw-title = Voorstel { $number } intrekken?
withdraw-after = { $name } ziet dat je het hebt ingetrokken. Alles blijft zoals het is.
waits-for-you = Jouw antwoord wordt gevraagd. Zonder antwoord blijft alles zoals het is.
waits-for-you-until = Jouw antwoord wordt gevraagd vóór { $start }. Zonder antwoord blijft alles zoals het is.
waits-for-other = { $name } heeft nog niet geantwoord. Tot dan blijft alles zoals het is.
waits-for-other-until = { $name } heeft nog niet geantwoord. Zonder antwoord vóór { $start } blijft alles zoals het is.
standing-lapsed = De tijd waar dit over ging is begonnen voordat jullie het eens waren. Alles is gebleven zoals het was.
standing-accepted = Door jullie allebei afgesproken, { $at }.
standing-declined = Niet akkoord. Alles blijft zoals het is.
standing-withdrawn = { $name } heeft dit ingetrokken. Alles blijft zoals het is.
recorded-head = Het staat in het logboek, als nr. { $number }.
recorded-keep = Je kunt het ontvangstbewijs bewaren: het laat later zien dat en wanneer dit is vastgelegd, ook zonder ons.
moved-head = Je antwoord is niet verstuurd.
moved-accepted = { $name } ging op { $at } akkoord met dit voorstel.
moved-declined = { $name } ging op { $at } niet akkoord met dit voorstel.
moved-withdrawn = { $name } heeft dit voorstel op { $at } ingetrokken.
moved-newer = { $name } deed op { $at } een nieuwer voorstel. Dat staat hier.
moved-refused = Het kon niet verstuurd worden: { $why }
moved-lapsed = De tijd waar dit over ging is intussen begonnen. Alles is gebleven zoals het was.
plan-clauses = { $n ->
    [one] 1 artikel
   *[other] { $n } artikelen
}
plan-from = Dit plan is bedoeld om te gelden vanaf { $from }.
plan-would-hold = Als jullie het vandaag eens worden, geldt het vanaf { $day }.
plan-would-hold-now = Als jullie het vandaag eens worden, geldt het meteen.
plan-blocked = Dit plan kan nu niet worden afgesproken. { $why }
plan-holds = Jullie hebben dit plan samen afgesproken. De eerste dag is { $day }.
plan-read = Het hele plan lezen

# Niet akkoord
decline-title = Niet akkoord met voorstel { $number }
decline-lead = Alles blijft zoals het is. { $name } ziet je antwoord, en je reden als je die geeft.
decline-reason = Jouw reden
decline-reason-hint = Je mag het leeg laten. Eenmaal verstuurd blijft het in het logboek staan.
decline-error-title = Je antwoord is nog niet verstuurd
decline-send = Niet akkoord
decline-back = Terug naar het voorstel

# De lijst
list-title = Voorstellen
list-mine = Wacht op jouw antwoord
list-theirs = Wacht op { $name }
list-settled = Afgerond
list-none-title = Er staat niets open
list-none = Wat een van jullie voorstelt verschijnt hier, en blijft hier staan met het antwoord.
list-no-plan = Voor een ruil is een afgesproken plan nodig. Dat is er nog niet.
row-asked = { $name } vroeg dit op { $at }.
row-countered = { $name } stelde op { $at } iets anders voor.
row-until = Graag vóór { $start }. Tot dan blijft alles zoals het is.
row-stays = Zolang je niet antwoordt, blijft alles zoals het is.
row-accepted = Afgesproken
row-declined = Niet akkoord
row-withdrawn = Ingetrokken
row-lapsed = De tijd is voorbij

# Wat er mis kan zijn met een veld
wrong-no-child = Kies ten minste één kind.
wrong-unknown-child = Een van de kinderen hoort niet bij dit gezin. Kies opnieuw.
wrong-no-day = Kies een dag.
wrong-bad-day = Deze dag bestaat niet. Schrijf een dag als 2026-11-28.
wrong-no-time = Kies een tijd.
wrong-bad-time = Dit is geen tijd. Schrijf een tijd als 17.30.
wrong-backwards = Kies een einde na { $start }.
wrong-no-parent = Kies bij wie de kinderen dan zijn.
wrong-overlaps = Twee wijzigingen gaan over hetzelfde kind op dezelfde tijd. Kies voor een ervan een andere tijd.
wrong-too-long = Dit zijn { $found } tekens; er passen er { $limit }. Maak het iets korter.
wrong-unprintable = Hier staat een teken in dat niet getoond kan worden. Typ de zin opnieuw.

# Als de regels van het gezin nee zeggen
refusal-already-founded = Dit gezin is al begonnen.
refusal-not-founded = Dit gezin is nog niet begonnen.
refusal-same-id = Twee mensen in dit gezin hebben dezelfde naam in het plan: { $id }.
refusal-child-count = Een gezin heeft hier 1 tot { $limit } kinderen; dit noemt er { $found }.
refusal-born-later = { $name } is in de toekomst geboren. Controleer de geboortedatum.
refusal-no-zone = De tijdzone ‘{ $zone }’ bestaat niet. Gebruik een naam als Europe/Amsterdam.
refusal-not-taking-part = Je hoort niet bij dit gezin.
refusal-place-changed = De plaats van de andere ouder is intussen veranderd. Kijk ernaar en nodig opnieuw uit.
refusal-both-joined = Jullie doen allebei al mee.
refusal-not-invited = Voor deze plaats staat geen uitnodiging open.
refusal-no-proposal = Dit voorstel bestaat niet.
refusal-proposal-exists = Dit voorstel staat al in het logboek.
refusal-already-answered = Dit voorstel is al beantwoord. Je antwoord heeft niets veranderd.
refusal-newer-revision = Er is een nieuwer voorstel. Bekijk dat voordat je antwoordt.
refusal-own-offer = Dit is je eigen voorstel. Het wacht op de andere ouder.
refusal-not-your-offer = Alleen wie dit voorstel deed, kan het intrekken.
refusal-other-matter = Een antwoord op een voorstel gaat over hetzelfde onderwerp.
refusal-too-many-open = Er staan { $limit } voorstellen open. Beantwoord er eerst een of trek er een in.
refusal-no-plan = Er is nog geen afgesproken plan, dus er valt nog niets te ruilen.
refusal-plan-agreed = Sinds dit plan is voorgesteld, zijn jullie het over een ander plan eens geworden. Stel het opnieuw voor als het daarop moet volgen.
refusal-plan-succession = Dit plan kan niet volgen op het plan dat jullie hebben afgesproken. { $why }
succession-not-later = Een nieuw plan begint na het plan ervoor, dat begint op { $day }.
succession-other-parents = Het noemt de ouders anders, of in een andere volgorde: ‘{ $found }’ waar ‘{ $expected }’ stond.
succession-child-missing = Het noemt { $name } niet, over wie het plan tot nu toe gaat.
succession-other-zone = Het staat in de tijdzone { $found }; het plan tot nu toe in { $expected }.
succession-other-night = Het telt een nacht op een ander uur (night_at) dan het plan tot nu toe.
succession-too-many = Het plan is zo vaak veranderd dat er geen versie meer bij past.
refusal-plan-problems = Het plan is niet te begrijpen: { $problems }
refusal-plan-clashes = Twee artikelen van dezelfde rang gaan over dezelfde tijd, het eerst op { $first }. Bepaal welk artikel voorgaat.
refusal-plan-gap = Geen artikel zegt bij wie { $child } is op { $first }. Voeg een artikel toe voor die tijd.
refusal-plan-people = Het plan gaat over andere mensen dan dit gezin: { $who }.
refusal-move-count = Een voorstel bevat 1 tot { $limit } wijzigingen.
refusal-move-long = Een wijziging duurt ten hoogste { $days } dagen. Een langere hoort in het plan.
refusal-move-outside = { $start } valt buiten de tijd waarvoor het plan geldt.
refusal-too-late = Dit zou beginnen op { $start }, en dat is voorbij. Alles is gebleven zoals het was. Je kunt iets nieuws voorstellen.
refusal-agreed-meanwhile = Jullie hebben over dezelfde tijd iets nieuwers afgesproken, vanaf { $start }. Dit oudere voorstel kan niet meer worden aangenomen. Je kunt iets nieuws voorstellen.
refusal-plan-ended = Dit plan eindigde op { $until }. Stel er een voor dat nog geldt.
list-pages = Bladzijden met afgehandelde voorstellen

# Aannemen met een passkey.
answer-sign = Aannemen en met je passkey ondertekenen
offer-sign = Je voorstel ondertekenen met je passkey
offer-sign-failed = Je apparaat gaf geen handtekening. Je voorstel staat er ook zonder.
answer-sign-failed = Je apparaat gaf geen handtekening. Je kunt zonder aannemen.
refusal-not-in-offer = Het voorgestelde plan heeft dit artikel niet. Kijk er nog eens naar.
