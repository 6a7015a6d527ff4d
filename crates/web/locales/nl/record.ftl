# Het logboek.

record-title = Logboek
record-lead = Alles wat is vastgelegd, het nieuwste eerst. Er wordt niets herschreven; een verbetering komt erbij. De tijden zijn die van { $zone }.
record-shared = Dit zien jullie allebei
record-own = Dit zie alleen jij
record-own-lead = Je eigen instellingen, wanneer je inlogde, concepten van een plan en welke bundels je maakte. Geen pagina toont { $name } hier iets van, ook niet dat er iets bij kwam. Wie deze server beheert, kan het lezen.
record-bundles = Een bundel maken voor iemand
record-acts = Wat je met het logboek kunt doen
record-empty = Er is nog geen vermelding.
record-someone = Iemand
record-number = Vastgelegd, nr. { $number }
record-reason = Reden: { $reason }
record-proposal = Voorstel { $number } bekijken
record-pages = Bladzijden van het gedeelde logboek
record-pages-own = Bladzijden van je eigen logboek
record-newer = Nieuwer
record-older = Ouder
record-head = { $n ->
    [one] Tot nu toe 1 vermelding, korte code { $code }
   *[other] Tot nu toe { $n } vermeldingen, korte code { $code }
}
record-compare = Lees dit getal en deze code voor aan { $name }, bijvoorbeeld aan de telefoon. Is het getal gelijk en de code niet, dan krijgen jullie verschillende logboeken te zien. Is alles gelijk, dan is dat een goed teken en geen bewijs: wie de server beheert, kan met enige moeite twee logboeken met één code maken. Ontvangstbewijzen bewijzen het.
record-head-more = Bewaar de ontvangstbewijzen, of deze stand, ergens anders. Wie ze heeft, kan later laten zien of er tot hier iets is gewijzigd of weggelaten. Deze pagina doet die controle niet.

entry-founded = { $who } begon het gezin { $family }.
entry-invited = { $who } maakte een uitnodiging voor { $name }.
entry-joined = { $who } doet mee.
entry-proposed = { $who } stelde voor: { $terms }.
entry-proposed-several = { $who } stelde { $n } wijzigingen voor:
entry-countered = { $who } stelde iets anders voor: { $terms }.
entry-countered-several = { $who } stelde in plaats daarvan { $n } andere wijzigingen voor:
entry-accepted = { $who } ging akkoord: { $terms }.
entry-accepted-alternative = { $who } ging akkoord met alternatief { $number }: { $terms }.
entry-accepted-several = { $who } ging akkoord met { $n } wijzigingen:
entry-declined = { $who } ging niet akkoord: { $terms }.
entry-declined-several = { $who } ging niet akkoord met { $n } wijzigingen:
entry-withdrawn = { $who } trok in: { $terms }.
entry-withdrawn-several = { $who } trok { $n } wijzigingen in:
entry-plan-proposed = { $who } stelde een plan voor: { $title }.
entry-plan-countered = { $who } stelde een ander plan voor: { $title }.
entry-plan-accepted = { $who } ging akkoord met het plan: { $title }. Het geldt voor allebei vanaf { $day }.
entry-plan-declined = { $who } ging niet akkoord met het plan: { $title }.
entry-plan-withdrawn = { $who } trok het plan in: { $title }.
entry-plan-signed = { $who } ondertekende het eigen voorstel voor een plan met een toegangssleutel: { $title }.
entry-opened = Je eigen logboek begon.
entry-signed-in = Je logde in met { $device }.
device = { $browser } op { $system }
entry-signed-in-plain = Je logde in.
entry-signed-out = Je logde uit.
entry-language-en = Je koos Engels.
entry-language-nl = Je koos Nederlands.
entry-restored = De server is teruggezet naar een oudere kopie van dit logboek. Er stonden { $size } vermeldingen in; de eerste { $kept } zijn er nog. Vanaf hier wordt met een andere sleutel ondertekend. Ontvangstbewijzen die je bewaarde, laten zien wat verloren ging.
entry-bundle = Je maakte een bundel voor { $recipient }: nummers { $first } tot en met { $last }.
entry-bundle-own = Je maakte een bundel uit je eigen logboek voor { $recipient }: nummers { $first } tot en met { $last }.
entry-erased = De woorden zijn hier gewist. Dat er iets stond, blijft aantoonbaar.
entry-erased-by = De woorden zijn hier gewist op { $at }. { $asked } vroeg erom, { $by } stemde in. Dat er iets stond, blijft aantoonbaar.
entry-words-erased = { $n ->
    [one] { $who } stemde in: de woorden van 1 vermelding zijn gewist, zoals { $asked } vroeg.
   *[other] { $who } stemde in: de woorden van { $n } vermeldingen zijn gewist, zoals { $asked } vroeg.
}
entry-own-erased = { $n ->
    [one] Je wiste de woorden van 1 vermelding in je eigen logboek.
   *[other] Je wiste de woorden van { $n } vermeldingen in je eigen logboek.
}
entry-hold-set = { $who } zette het logboek vast: er wordt niets gewist tot dat is opgeheven.
entry-hold-lifted = { $who } hief op dat { $name } het logboek had vastgezet.
entry-hold-lifted-own = { $who } hief de vastzetting op.
entry-left = { $who } sloot het account en doet niet meer mee.
entry-topic = { $who } begon het onderwerp { $title }.
entry-said = { $who } schreef over { $title }.
entry-said-files = { $files ->
    [one] { $who } schreef over { $title } en stuurde een bestand mee.
   *[other] { $who } schreef over { $title } en stuurde { $files } bestanden mee.
}
entry-of-clause = artikel ‘{ $clause }’ van { $title }
entry-corrected = { $who } verbeterde een eerder bericht over { $title }.
entry-read = { $who } liet weten de berichten over { $title } tot en met nr. { $up } te hebben gelezen.
entry-care = { $who } legde vast: { $said }
entry-call-parent = { $at }: { $parent } belde { $children }.
entry-call-for = { $at }: { $caller } belde { $parent } voor { $children }.
entry-call-child = { $at }: { $n ->
    [one] { $children } belde
   *[other] { $children } belden
} { $parent }.
entry-call-siblings = { $at }: { $n ->
    [one] { $children } belde met een broer of zus.
   *[other] { $children } belden met elkaar.
}
entry-call-minutes = { $n ->
    [0] Het duurde minder dan een minuut.
    [one] Het duurde 1 minuut.
   *[other] Het duurde { $n } minuten.
}
entry-call-missed = Niemand nam op.
entry-call-declined = Het kwam even niet uit.
entry-call-cancelled = Het gesprek ging niet door.
entry-call-ended = { $name } hing op.
entry-call-ended-tablet = Er werd opgehangen op de tablet { $name }.
entry-call-supervisor = { $name } was er de hele tijd bij.
entry-tablet-paired = { $who } koppelde een tablet voor { $children }: { $name }.
entry-tablet-ended = { $who } ontkoppelde de tablet { $name }.
call-refused-children = Kies voor welke kinderen dit is, elk één keer.
call-refused-noted = Dit gesprek staat al in het logboek.
call-refused-not-yours = Een gesprek komt in het logboek voor de ouder die meedeed.
call-refused-to-come = Een gesprek komt pas in het logboek als het is begonnen.
call-refused-long-ago = Een gesprek komt binnen { $hours } uur in het logboek.
call-refused-long = Een gesprek duurt hoogstens { $minutes } minuten.
call-refused-supervisor = Alleen iemand die jullie samen toelieten kan er bij een gesprek voor de kinderen zijn.
call-refused-tablet-exists = Deze tablet is al gekoppeld. Koppel hem opnieuw als het een andere moet zijn.
call-refused-no-tablet = Deze tablet is er niet.
call-refused-tablet-ended = Deze tablet is al ontkoppeld.
call-refused-tablets = Er zijn { $limit } tablets gekoppeld. Ontkoppel er eerst een die niet meer wordt gebruikt.
entry-clauses-agreed = { $who } is het eens met { $n ->
    [one] één artikel
   *[other] { $n } artikelen
} van het voorgestelde plan: { $titles }.
entry-clauses-open = { $who } is het niet langer eens met { $n ->
    [one] één artikel
   *[other] { $n } artikelen
} van het voorgestelde plan: { $titles }.
record-message = Lees het daar
entry-calm = Je koos hoe berichten en seintjes bij je komen.
entry-calls-more = Je koos dat je ziet wanneer je de kinderen kunt bellen.
entry-calls-as-it-is = Je koos dat je niet ziet wanneer je de kinderen kunt bellen.
entry-feed-made = Je maakte een agenda-adres: { $name }.
entry-feed-ended = Je trok het agenda-adres { $name } in.
entry-draft = Je bewaarde een concept van een plan: { $name }.
entry-draft-ended = Je beëindigde een concept van een plan.
entry-other = Hier staat iets wat deze pagina nog niet in woorden kan zeggen. Het is volledig bewaard.

search-title = Zoeken en filteren
search-words = Woorden
search-words-hint = Namen, woorden die een van jullie schreef, of een datum zoals 2026-10-14. Accenten en hoofdletters maken niet uit.
search-who = Wie
search-anyone = Een van jullie
search-topic = Waarover
search-everything = Alles
search-from = Van
search-until = Tot en met
search-tree = In welk logboek?
search-tree-own = Je eigen, dat alleen jij ziet
search-go = Zoeken
search-all = Het hele logboek tonen
search-found = { $n ->
    [0] Niets gevonden
    [one] 1 vermelding gevonden
   *[other] { $n } vermeldingen gevonden
}
search-none = Hier past niets bij
search-none-try = Nergens staat alles wat je vroeg bij elkaar. Probeer minder woorden, of laat de dagen open.
search-no-day = Dit is geen dag. Schrijf hem zoals 2026-10-14.
search-day-before = De laatste dag ligt voor de eerste dag.
topic-swaps = Ruilen
topic-plan = Het plan
topic-decisions = Reizen en besluiten
topic-messages = Berichten
topic-care = Overdrachten, zorg en gesprekken
topic-people = Wie meedoet
topic-devices = Apparaten en inloggen
topic-keeping = Wissen en bewaren
topic-settings = Je instellingen
topic-bundles = Gemaakte bundels

what-title = Wat is dit?
what-entries = Wat een van jullie voorstelt, antwoordt of afspreekt, wordt hier vastgelegd, met wie en wanneer. Alles wordt verzegeld in één keten met wat ervoor kwam.
what-mark = Het teken erbij zegt waar het staat, wie dat heeft ondertekend en wie ervoor instaat dat het van die persoon is.
what-receipts = Een ontvangstbewijs is een klein bestand dat laat zien dat iets in het logboek staat. Met een ontvangstbewijs of een code die je bewaarde, kan iedereen zonder ons nagaan of het logboek daarna is gewijzigd; ook als dat gebeurde door wie deze server beheert.
what-not = Het logboek laat zien dat iets is geschreven en daarna niet is gewijzigd. Het laat niet zien dat het waar is.

proof-on-record = In het logboek als nummer { $number } sinds { $at }. De tijd is het woord van de server.
proof-signed = { $n ->
    [one] Deze server ondertekende een logboek met 1 vermelding: deze. De korte code daarvan is { $code }.
   *[other] Deze server ondertekende een logboek met { $n } vermeldingen, waaronder deze. De korte code daarvan is { $code }.
}
cosigned-device = { $n ->
    [one] Een apparaat van { $name } ondertekende het ook, toen het logboek 1 vermelding had, op { $at } volgens de klok van dat apparaat.
   *[other] Een apparaat van { $name } ondertekende het ook, toen het logboek { $n } vermeldingen had, op { $at } volgens de klok van dat apparaat.
}
cosigned-witness = { $n ->
    [one] De getuige { $name } ondertekende het ook, toen het logboek 1 vermelding had, op { $at } volgens zijn klok.
   *[other] De getuige { $name } ondertekende het ook, toen het logboek { $n } vermeldingen had, op { $at } volgens zijn klok.
}
cosigned-nobody = Geen apparaat van jullie en geen getuige heeft het al ondertekend.
proof-erased = Het ontvangstbewijs laat zien dat er iets stond; de woorden staan in geen enkel ontvangstbewijs meer.
vouched-server = Dat het van { $name } is, is het woord van deze server: geen apparaat of toegangssleutel heeft het ondertekend.
vouched-server-plain = Van wie het is, is het woord van deze server: geen apparaat of toegangssleutel heeft het ondertekend.
vouched-server-own = Dat het van jou is, is het woord van deze server: geen apparaat of toegangssleutel heeft het ondertekend.
vouched-passkey = Een toegangssleutel heeft de woorden ondertekend waarmee { $name } akkoord ging; deze server controleerde dat voordat hij het vastlegde.
proof-offer-signed = { $name } ondertekende de voorgestelde woorden met een toegangssleutel, met nr. { $number }.
vouched-device = Een apparaat heeft ondertekend dat het van { $name } is.
vouched-device-plain = Een apparaat heeft het ondertekend.
receipt-get = Ontvangstbewijs van nr. { $number }
receipts-get = Alle ontvangstbewijzen
receipts-what = Eén bestand met alle ontvangstbewijzen. Het programma parenthesis-verify leest het, zonder ons en zonder netwerk.
state-get = Deze stand bewaren
state-what = Een kleine tekst met de tijd: hoeveel vermeldingen er nu zijn, ondertekend. Daarmee blijkt later of er een is gewijzigd, of achteraf is tussengevoegd met een eerdere tijd.
receipts-title = Alle ontvangstbewijzen
receipts-parts = Samen zijn de ontvangstbewijzen te groot voor één bestand. Hier staan ze in { $n } bestanden.
receipts-part = Ontvangstbewijzen vanaf nr. { $number }
proof-bytes = De bytes erachter
proof-device = De browser noemde zich: { $device }
proof-leaf = Het blad van deze vermelding
proof-commitment = Vastlegging van de woorden
proof-tree = { $n ->
    [one] De vermelding staat in een boom van 1
   *[other] De vermelding staat in een boom van { $n }
}
proof-root = wortel
proof-promise = Met deze regels en een eerdere wortel die je bewaarde, is na te gaan dat dit niet is gewijzigd; deze pagina doet die controle niet. Of de woorden kloppen, zegt dat niet.
