# Werkelijke zorg: hoe overdrachten en zorgtijd zijn gegaan.

care-on-time = { $children } { $n ->
    [one] ging
   *[other] gingen
} op { $planned } naar { $to }, zoals afgesproken.
care-other-time = { $children } { $n ->
    [one] ging
   *[other] gingen
} om { $at } naar { $to }; afgesproken was { $planned }.
care-missed = { $children } { $n ->
    [one] bleef
   *[other] bleven
} van { $from } tot { $until } bij { $other }; dat zou bij { $name } zijn.
care-took-place = { $children } { $n ->
    [one] was
   *[other] waren
} van { $from } tot { $until } bij { $name }, zoals afgesproken.
care-note-meal = Laatste maaltijd
care-note-medicine = Medicijn
care-note-given = { $name }, { $dose }, { $at }
care-note-sleep = Slaap
care-note-bag = In de tas
care-note-more = Verder
care-no-children = Kies over welke kinderen dit gaat, elk één keer.
care-no-handover = In wat jullie hebben afgesproken is er op dat moment geen overdracht van deze kinderen. Kijk in de agenda.
care-no-care = Deze kinderen zouden niet die hele tijd bij die ouder zijn. Kijk in de agenda.
care-to-come = Dit moet nog komen. Vertel het als het zover is.
care-long-ago = Dit is meer dan { $days } dagen geleden. Schrijf er een bericht over.
care-far-off = Geef een tijd binnen een dag van de afspraak. Ging de overdracht niet door, zeg dan dat de zorg is gemist.
care-backwards = Het einde moet na het begin liggen.
care-nothing-to-answer = De andere ouder heeft niet gezegd dat dit is gemist.
care-medicines = In een notitie passen { $limit } medicijnen. Schrijf de andere in de vrije tekst.
care-said-already = Dit heb je al gezegd. Het staat in het logboek.

# Wat er is verteld, naast elkaar
care-title = Hoe het ging
care-lead = Wat ieder van jullie vertelt over overdrachten en zorg. Niemand hoeft iets te vertellen.
care-differ = Jullie vertellen het verschillend. Beide staan in het logboek, en wat was afgesproken telt.
care-tells = { $name } vertelt:
care-told-at = Verteld op { $at }.
care-entry = Nummer { $number } in het logboek
care-place = Ongeveer hier: { $place }
care-more = Meer hierover
care-make-up = Tijd voorstellen om het in te halen

# Eén overdracht
care-handover-title = Overdracht op { $at }
care-agreed = Zoals afgesproken
care-no-longer-agreed = In wat jullie nu hebben afgesproken is deze overdracht er niet meer.
care-not-agreed = Wat erover is verteld, blijft in het logboek. Meer valt er niet te vertellen.
care-told = Wat er is verteld
care-told-nothing = Niemand heeft er iets over verteld.
care-moved-on = { $name } heeft intussen iets anders verteld. Het staat hier.
care-not-recorded = Dit is niet vastgelegd.
care-same = Ik zeg hetzelfde als { $name }
care-did-take-place = Het ging wel door
care-tell = Hoe ging het?
care-replaces = Wat je nu vertelt, komt in de plaats van wat je eerder vertelde. Beide blijven in het logboek.
care-as-agreed = Het ging zoals afgesproken
care-just-now = Het ging zojuist door
care-otherwise = Een andere tijd, een deel van de kinderen, of een notitie
care-otherwise-short = Anders, of een notitie
care-did-not = Het ging niet door
care-at = Wanneer was de overdracht?
care-at-hint = Afgesproken was { $planned }.
care-children = Welke kinderen?
care-note = Een notitie voor { $name }
care-note-hint = Elk deel mag leeg blijven. { $name } leest wat je schrijft, en het blijft in het logboek.
care-medicine = Medicijn { $number }
care-medicine-name = Welk
care-medicine-dose = Hoeveel
care-medicine-at = Wanneer
care-place-add = Voeg toe waar ik ongeveer ben
care-place-hint = Je apparaat vraagt het je eerst. Het vult één keer in waar je bent, op ongeveer een kilometer nauwkeurig. Er wordt niets verstuurd voordat je vertelt.
care-place-is = Ongeveer waar je bent:
care-place-remove = Laat weg
care-place-failed = Je apparaat gaf geen plaats.
care-send = Vertel het

# Zorg die niet doorging
care-missed-title = Zorg die niet doorging
care-missed-lead = Je vertelt dat de kinderen bij de een bleven terwijl ze bij de ander zouden zijn. De andere ouder kan het anders zeggen; dan staan beide naast elkaar.
care-whose = Wiens tijd was het?
care-from = Vanaf
care-until = Tot
care-reason = Waarom?
care-reason-hint = { $name } leest dit. Je mag het leeg laten. Eenmaal verteld blijft het in het logboek.
care-missed-send = Vertel het
care-back = Niet nu

# Wat niet te begrijpen is
care-error-title = Dit is nog niet verteld
care-wrong-no-child = Vink ten minste één kind aan.
care-wrong-unknown-child = Vink alleen kinderen uit deze lijst aan.
care-wrong-no-parent = Kies wiens tijd het was.
care-wrong-no-moment = Geef de dag en de tijd.
care-wrong-moment = Geef de dag en de tijd zo: 2026-11-23 08:30.
care-wrong-backwards = Geef een einde na { $from }.
care-wrong-no-medicine = Zeg welk medicijn het was, of laat de hele rij leeg.
care-wrong-no-dose = Zeg hoeveel het was, zoals op de verpakking staat.
care-wrong-long = Dit heeft { $found } tekens; er passen er hooguit { $limit }.
care-wrong-unprintable = Hierin staat een teken dat niet getoond kan worden. Typ het opnieuw.
care-wrong-place = Deze plaats is niet te begrijpen. Laat de plaats weg of vraag je apparaat opnieuw.

# De afgelopen weken
care-differ-h = Verschillend verteld
care-untold-h = Nog niets verteld
care-untold = Overdrachten van de afgelopen veertien dagen. Je mag vertellen hoe ze gingen; het hoeft niet.
care-untold-earlier = { $n ->
    [one] Eén eerdere overdracht
   *[other] { $n } eerdere overdrachten
}
care-lately-h = Verteld in de afgelopen zes weken
care-none-title = Nog niets te vertellen
care-none = Zodra er een overdracht is geweest, staat die hier. Wie wil, kan dan met één tik zeggen dat die doorging.
care-measures-h = Gepland, afgesproken en werkelijk
care-measures = Gepland: alleen het plan. Afgesproken: het plan met wat jullie sindsdien samen afspraken. Werkelijk: met wat is verteld en niemand weerspreekt; waar niets is verteld, telt wat was afgesproken.
care-period = Tijd die wordt geteld
care-period-month = Deze maand
care-period-last-month = Vorige maand
care-period-year = Dit jaar
care-period-days = { $from } tot en met { $to }.
care-table = { $child }: nachten en uren, gepland, afgesproken en werkelijk
care-planned = Gepland
care-kind-agreed = Afgesproken
care-actual = Werkelijk
care-nights = nachten
care-hours = uren
care-open-h = Gemist, en nog niet ingehaald
care-nothing-open = Van wat is gemist, hoeft niets meer te worden ingehaald.
care-open-row = { $children } bij { $name } van { $from } tot { $until }
care-open-amounts = Gemist: { $lost }. Nog in te halen: { $open }.
care-amount-nights = { $n ->
    [one] 1 nacht
   *[other] { $n } nachten
}
care-amount-hours = { $n ->
    [one] 1 uur
   *[other] { $n } uur
}
care-amount-minutes = { $n ->
    [one] 1 minuut
   *[other] { $n } minuten
}

# Op Vandaag en in de agenda
care-due-h = Recente overdrachten
care-day-planned = Volgens het plan alleen:
care-day-was = Zoals het was:
care-tell-of = { $at }, { $what }: vertel hoe het ging
care-say-otherwise = Het ging anders dan afgesproken.
care-legend = streepjes om de banen: het ging anders dan afgesproken
