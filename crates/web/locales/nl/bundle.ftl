# Bundels uit het logboek.

bundle-title = Een bundel maken
bundle-lead = Een deel van het logboek als bestand voor iemand anders: om te lezen als pdf, en als gegevens die iedereen kan controleren.
bundle-error-title = Nog niet gemaakt
bundle-waiting = Er staat hier al een bundel van je.
bundle-waiting-link = Bekijken
bundle-recipient = Voor wie is de bundel?
bundle-recipient-hint = De naam staat op elke bladzijde en in de ondertekende gegevens.
bundle-preset = Opmaak
bundle-preset-hint = Hoe producties of bijlagen heten en of er een overzicht van vooraan staat. Wat het waard is, beslist wie het leest.
bundle-language = Taal van de bundel
bundle-span = Welk deel van het logboek?
bundle-span-all = Alles
bundle-span-days = Van de ene tot en met de andere dag
bundle-span-entries = Van het ene tot en met het andere nummer
bundle-newest = Het nieuwste nummer dat jullie allebei zien, is { $number }.
bundle-newest-own = Het nieuwste nummer van je eigen logboek is { $number }.
bundle-from-day = Eerste dag
bundle-until-day = Laatste dag
bundle-first = Eerste nummer
bundle-last = Laatste nummer
bundle-record = Welk logboek?
bundle-record-shared = Dat wat jullie allebei zien
bundle-record-own = Je eigen: instellingen, wanneer je inlogde, concepten van een plan en welke bundels je maakte, wat { $name } niet ziet
bundle-topics = Van wat jullie allebei zien, tonen
bundle-own-topics = Van je eigen logboek, tonen
bundle-topic-settings = Instellingen
bundle-people = Geschreven door
bundle-files = Bestanden die erbij hoorden
bundle-files-with = Ze gaan mee
bundle-files-without = Ze gaan niet mee
bundle-files-hint = Woorden en bestanden samen mogen 16 MB zijn. Zonder bestanden toont het logboek nog steeds dat elk er was, met zijn vastlegging, en de bundel zegt hoeveel er zijn weggelaten.
bundle-complete = Alles uit het deel gaat mee, zodat er niets kan ontbreken. Wat niet wordt getoond, gaat mee zonder de woorden: alleen een regel waaruit ze niet zijn af te leiden. Wat over apparaten die ondertekenen en over wissen gaat, wordt altijd getoond, omdat een controle dat nodig heeft.
bundle-numbers = Nummers van producties en bladzijden
bundle-numbering = Producties of bijlagen
bundle-numbering-each = Elke vermelding is er een
bundle-numbering-whole = De hele bundel is er een, met de vermeldingen als onderdelen
bundle-numbering-none = Geen nummers van producties
bundle-word = Woord voor een productie
bundle-word-hint = Leeg: het gebruikelijke woord.
bundle-start = Nummer van de eerste productie
bundle-start-hint = 1, tenzij er al eerdere zijn.
bundle-prefix = Voorvoegsel van bladzijdenummers
bundle-prefix-hint = Voor een doorlopend nummer op elke bladzijde (Bates). Leeg: geen.
bundle-page = Nummer van de eerste bladzijde
bundle-page-hint = Leeg: 1, als er een voorvoegsel is.
bundle-preview = Eerst bekijken
bundle-back = Naar het logboek
bundle-history = Eerder gemaakte bundels
bundle-history-lead = Alleen jij ziet deze lijst. De bestanden zelf worden niet bewaard.
bundle-history-empty = Je hebt er nog geen gemaakt.
bundle-hash = SHA-256 van het bestand
bundle-what = Nummers { $first } tot en met { $last }, waarvan { $shown } getoond; { $size } kB

bundle-what-own = Nummers { $first } tot en met { $last } van je eigen logboek, waarvan { $shown } getoond; { $size } kB

# Fouten
bundle-wrong-recipient = Geef de naam van degene voor wie de bundel is.
bundle-wrong-recipient-long = Geef een naam van hooguit 200 tekens, op één regel.
bundle-wrong-recipient-hidden = In deze naam staat een teken dat niet te zien is, bijvoorbeeld een dat de richting van de tekst omkeert. Typ de naam opnieuw, zonder hem te kopiëren.
bundle-wrong-topic = Vink ten minste één soort aan.
bundle-wrong-person = Vink ten minste één persoon aan.
bundle-wrong-day = Geef een dag.
bundle-wrong-number = Geef een nummer uit het logboek, zoals 12.
bundle-wrong-order = Het einde ligt voor het begin.
bundle-wrong-span = Je vulde dagen of nummers in, maar koos alles. Kies een van de twee.
bundle-wrong-at = { $label }: { $said }
bundle-wrong-start = Geef een heel getal van 1 tot en met 999.999.999.
bundle-wrong-word = Hooguit 40 tekens.
bundle-wrong-nothing = In dit deel van het logboek staat niets. Kies een ander deel.
bundle-wrong-long = Dit deel heeft meer dan 50.000 vermeldingen. Kies een korter deel en maak meer bundels.
bundle-wrong-large = De woorden die getoond zouden worden, zijn meer dan 16 MB. Kies een korter deel en maak meer bundels.
bundle-wrong-files = Met hun bestanden zijn deze vermeldingen { $size }; er past 16 MB in. Kies een korter deel en maak meer bundels, of laat de bestanden weg: het logboek toont dan van elk de vastlegging, en de bundel zegt hoeveel er zijn weggelaten.

# Voor het maken
bundle-preview-title = Dit gaat mee
bundle-preview-lead = Er is nog niets gemaakt.
bundle-for = Voor { $name }
bundle-range = Nummers { $first } tot en met { $last }, van { $from } tot en met { $until }.
bundle-shown = { $n ->
    [one] 1 vermelding wordt volledig getoond.
   *[other] { $n } vermeldingen worden volledig getoond.
}
bundle-files-along = { $n ->
    [one] 1 bestand gaat mee ({ $size }).
   *[other] { $n } bestanden gaan mee ({ $size }).
}
bundle-files-out = { $n ->
    [one] 1 bestand ({ $size }) gaat niet mee, zoals je koos. De bundel zegt dat.
   *[other] { $n } bestanden ({ $size }) gaan niet mee, zoals je koos. De bundel zegt dat.
}
bundle-pages = De pdf krijgt ongeveer { $n } bladzijden.
bundle-volumes = In ongeveer { $n } delen.
bundle-erased = { $n ->
    [one] 1 vermelding is gewist: erbij staat wanneer en door wie.
   *[other] { $n } vermeldingen zijn gewist: erbij staat wanneer en door wie.
}
bundle-kept = { $n ->
    [one] 1 vermelding gaat mee zonder de woorden:
   *[other] { $n } vermeldingen gaan mee zonder hun woorden:
}
bundle-kept-topic = { $topic }: { $n }
bundle-kept-seen = Van elke vermelding die niet wordt getoond, kan de ontvanger toch het nummer zien, de tijd tot op de seconde, de soort (zoals: een voorstel) en een code in plaats van de naam van wie haar schreef. Staat die code ook bij iets wat wel wordt getoond, dan weet de ontvanger wie het is.
bundle-kept-why = De woorden, namen en redenen zijn daar niet uit af te leiden. Het moet erbij staan, omdat anders niemand kan zien of er ongemerkt iets is weggelaten.
bundle-private = { $name } ziet niet dat je een bundel maakt, voor wie of waarvan. Het staat in je eigen logboek; wie deze server beheert, kan dat lezen.
bundle-replaces = Dit vervangt de bundel voor { $name } die hier klaarstaat.
bundle-making = Je bundel wordt gemaakt
bundle-not-made = Er is geen bundel gemaakt
bundle-make = Bundel maken
bundle-change = Iets wijzigen
bundle-running = Er wordt al een bundel voor je gemaakt.
bundle-busy = Er kan nu geen bundel worden gemaakt. Probeer het over een half uur opnieuw.

# Tijdens en na het maken
bundle-progress-lead = De bundel blijft een tijdje in het geheugen van deze server en wordt daar nooit op schijf gezet.
bundle-stage-reading = De vermeldingen worden gelezen
bundle-stage-printing = De bladzijden worden opgemaakt
bundle-stage-packing = Inpakken en ondertekenen
bundle-done = { $done } van { $n } vermeldingen
bundle-reload = Deze pagina laadt zichzelf opnieuw.
bundle-reload-link = Nu laden
bundle-ready = De bundel is klaar
bundle-download = Downloaden
bundle-read-first = Lees de pdf voordat je hem verstuurt.
bundle-again = Naar je bundels
bundle-until = Je kunt de bundel ophalen tot { $time }, { $n } minuten nadat hij is gemaakt. Daarna kun je hem opnieuw maken.
bundle-hash-help = SHA-256 van het bestand, om later na te gaan of een kopie precies dit bestand is:
bundle-forget = Nu van de server halen
bundle-failed-print = De bladzijden konden met deze namen en nummers niet worden opgemaakt. Maak ze korter en probeer het opnieuw.
bundle-failed-erased = Tijdens het maken zijn woorden uit dit logboek gewist, dus de bundel is weggegooid. Maak hem opnieuw: er staat dan in wat is gewist.
bundle-failed-fault = Er ging bij ons iets mis. Er is geen bundel gemaakt.
bundle-incident = Incident { $number }

# Op papier
bundle-role-parent = ouder
bundle-who-left = { $name } (weg sinds { $day })
bundle-who-came = { $name } (kwam op { $day } in de plaats)
bundle-against = Heeft een van de ouders
bundle-against-own = Heeft { $name }
bundle-compare = Vergelijk die met de code die de andere ouder ziet.
bundle-compare-own = Alleen { $name } ziet dit logboek; vergelijk de code met ontvangstbewijzen die { $name } bewaarde.
bundle-read-me = LOGBOEK VAN { $name }
bundle-read-me-own = EIGEN LOGBOEK VAN { $name }
bundle-asked-all = Alles wat beide ouders zien.
bundle-asked-chosen = Alle vermeldingen, volgens de keuzes hieronder.
bundle-asked-own = Uit het eigen logboek van { $name }, dat de andere ouder niet ziet.
bundle-is-shared = een logboek dat twee ouders samen bijhouden
bundle-is-own = het eigen logboek van { $name }, dat de andere ouder niet ziet
bundle-asked-topics = Onderwerpen: { $topics }.
bundle-asked-people = Vermeldingen van { $people }.
bundle-left-out = Niet getoond, per onderwerp: { $kept }.
bundle-left-out-why = Daarvan bevatten de gegevens nummer, tijd, soort, schuilnaam en vastlegging, zodat te controleren is dat het bereik volledig is.
bundle-left-out-files = { $n ->
    [one] 1 bestand bij een getoonde vermelding ({ $size }) is weggelaten, naar keuze. Het staat bij die vermelding, met de vastlegging die de gegevens ervan bevatten.
   *[other] { $n } bestanden bij getoonde vermeldingen ({ $size }) zijn weggelaten, naar keuze. Ze staan bij hun vermeldingen, elk met de vastlegging die de gegevens ervan bevatten.
}
bundle-reason = Reden
bundle-kind-topic = Onderwerp begonnen
bundle-kind-said = Bericht
bundle-kind-corrected = Bericht dat een eerder bericht verbetert
bundle-kind-read = Liet weten te hebben gelezen
bundle-kind-clauses-agreed = Eens met artikelen van het voorgestelde plan
bundle-kind-clauses-open = Niet langer eens met artikelen van het voorgestelde plan
bundle-kind-care = Hoe de zorg is gegaan
bundle-kind-call = Gesprek met de kinderen
bundle-kind-tablet = Tablet gekoppeld
bundle-kind-tablet-ended = Tablet ontkoppeld
bundle-on = Over
bundle-clause = Artikel
bundle-corrects = Verbetert nr.
bundle-file = Bestand
bundle-rough-place = Waar ongeveer (graden noord, oost)
bundle-read-up-to = { $title }, tot en met nr. { $up }
bundle-kind-calm = Hoe berichten en seintjes komen
bundle-kind-calls-wished = Of je ziet wanneer je de kinderen kunt bellen
bundle-kind-feed-made = Agenda-adres gemaakt
bundle-kind-feed-ended = Agenda-adres ingetrokken
bundle-kind-draft = Concept van een plan bewaard
bundle-kind-draft-ended = Concept van een plan beëindigd
bundle-draft-answers = Antwoorden
bundle-children = Kinderen
bundle-plan-file = Het bestand van het plan
bundle-about = Over voorstel { $number }, zoals gedaan in vermelding { $entry }.
bundle-kind-founded = Het gezin begon
bundle-kind-invited = Uitnodiging om mee te doen
bundle-kind-joined = Doet mee
bundle-kind-swap = Ruil voorgesteld
bundle-kind-swap-counter = In plaats daarvan een andere ruil voorgesteld
bundle-kind-plan = Plan voorgesteld
bundle-kind-plan-counter = In plaats daarvan een ander plan voorgesteld
bundle-kind-proposal = Voorstel gedaan
bundle-kind-proposal-counter = In plaats daarvan een ander voorstel gedaan
bundle-kind-accepted = Akkoord
bundle-kind-declined = Niet akkoord
bundle-kind-withdrawn = Ingetrokken
bundle-kind-offer-signed = Eigen voorstel ondertekend met een toegangssleutel
bundle-kind-device = Apparaat aangemeld
bundle-kind-device-revoked = Apparaat afgemeld
bundle-kind-erased = Gewist
bundle-kind-restored = Teruggezet naar een oudere kopie
bundle-kind-closed = Gesloten
bundle-kind-left = Doet niet meer mee
bundle-kind-hold = Vastgezet: er wordt niets gewist tot dat is opgeheven
bundle-kind-hold-lifted = Niet meer vastgezet
bundle-kind-erase = Wissen voorgesteld
bundle-kind-lift = Opheffen van vastzetten voorgesteld
bundle-kind-close = Sluiten van het logboek voorgesteld
bundle-kind-opened = Eigen logboek begonnen
bundle-kind-signed-in = Ingelogd
bundle-kind-signed-out = Uitgelogd
bundle-kind-language = Taal gekozen
bundle-kind-access = Inloggen veranderd
bundle-kind-bundle = Bundel gemaakt
bundle-kind-gone = Gewist
bundle-entries = Nummers { $entries }.
bundle-wish = Op verzoek van { $name }.
bundle-hold-of = Vastgezet door { $name }.
bundle-restored = Er stonden { $size } vermeldingen.
bundle-numbers-of = Nummers { $first } tot en met { $last }.
bundle-erased-by = { $by }, op verzoek van { $asked }
bundle-device-of = een apparaat van { $name }
