# Berichten: onderwerpen, gesprekken, schrijven.

topic-proposal = Voorstel { $number }
topic-proposal-gone = Een voorstel dat is gewist
file-kilobytes = { $n } kB
file-megabytes = { $whole },{ $tenth } MB
no-topic = Dit onderwerp is er niet. Begin een nieuw onderwerp.
no-more-topics = Er zijn al { $limit } onderwerpen. Schrijf in een daarvan.
too-many-files = Bij een bericht passen { $limit } bestanden; dit zijn er { $found }. Stuur de andere met een tweede bericht.
nothing-to-correct = Je kunt alleen een eigen bericht in dit onderwerp verbeteren, en alleen de nieuwste versie.
no-such-clause = Het plan dat nu is voorgesteld, heeft dit artikel niet. Als je dit nog eens verstuurt, gaat het over het hele plan.
nothing-to-read = Je liet al weten dat je dit allemaal las.

messages-title = Berichten
messages-lead = Wat jij en { $name } elkaar schrijven, per onderwerp. De berichten en hun volgorde zijn voor jullie allebei gelijk.
messages-new = Nieuw onderwerp
messages-new-lead = Een onderwerp gaat over één ding, zoals zwemles. { $name } ziet de titel.
messages-topics = Onderwerpen
messages-search = Zoek in alle berichten
messages-search-do = Zoek
messages-none = Er is nog geen bericht
messages-none-why = Wat je { $name } schrijft komt hier te staan, per onderwerp. Het blijft in het logboek van jullie allebei.
messages-about-child = Schrijf over een kind
messages-unseen = { $n } nieuw
messages-last = { $name }, { $at }
messages-held = { $n ->
    [one] 1 bericht wacht tot { $until }, zoals je koos. Het is al bezorgd.
   *[other] { $n } berichten wachten, het eerste tot { $until }, zoals je koos. Ze zijn al bezorgd.
}
messages-show-held = Toon nu wat wacht
thread-lead = Met { $name }. De berichten en hun volgorde zijn voor jullie allebei gelijk.
thread-proposal = Bekijk het voorstel
thread-print = Dit gesprek afdrukken of bewaren
print-title = { $title }: berichten
print-back = Terug naar het onderwerp
print-lead = Tussen { $one } en { $other }, in de volgorde van het logboek.
print-part = Van nr. { $first } tot en met nr. { $last } van het logboek.
print-made = Deze pagina is gemaakt op { $at }.
print-how = Druk deze pagina af met je browser, of bewaar haar daar als pdf. Berichten staan er volledig op, wat je ook voor je eigen pagina’s koos.
print-held = { $n ->
    [one] 1 bericht staat niet op deze pagina: het wacht tot { $until }, zoals je koos.
   *[other] { $n } berichten staan niet op deze pagina: ze wachten, het eerste tot { $until }, zoals je koos.
}
print-years = Per jaar
print-long = Er zijn { $n } berichten, te veel voor één pagina. Kies een jaar.
print-year = { $n ->
    [one] { $year }: 1 bericht
   *[other] { $year }: { $n } berichten
}
print-none = Hier staat geen bericht om af te drukken.
print-next = Ga verder vanaf nr. { $number }
print-file = { $name }, { $kind }, { $size }; de vastlegging begint met { $short }
print-state = Waarvan dit is gemaakt
print-erased = { $n ->
    [one] 1 vermelding in het logboek is door beide ouders gewist: nr. { $numbers }. Wat er stond is niet meer bekend, ook niet bij welk onderwerp: het kan hier hebben gestaan.
   *[other] { $n } vermeldingen in het logboek zijn door beide ouders gewist: nr. { $numbers }. Wat er stond is niet meer bekend, ook niet bij welk onderwerp: iets ervan kan hier hebben gestaan.
}
print-size = { $n ->
    [one] Een logboek van 1 vermelding, met de korte code { $code }.
   *[other] Een logboek van { $n } vermeldingen, met de korte code { $code }.
}
print-proof = Deze pagina bewijst op zichzelf niets. Een bundel van het logboek bevat dezelfde berichten met hun bestanden, en die kan iedereen controleren.
print-bundle = Maak een bundel
thread-none = Hierover heeft nog niemand geschreven. Wat je hier schrijft gaat naar { $name }.
thread-today = { $day }, vandaag
thread-pages = Eerdere en latere berichten
thread-older = Eerder
thread-newer = Later
thread-read = { $name } liet weten: gelezen tot en met nr. { $number } ({ $at }).
thread-say-read = Laat weten dat je dit las
thread-say-read-why = Niemand hoeft dat. { $name } ziet alleen dat je iets las als je het hier laat weten, en dan staat het in het logboek.
thread-say-read-do = Ik las tot en met nr. { $number }
message-today = Over een kind, vandaag
message-clause = Over artikel { $number }
message-clause-gone = Over een artikel dat niet meer in het voorgestelde plan staat
message-corrects = Verbetert nr. { $number }
message-corrected = Verbeterd in nr. { $number }
message-correct = Verbeteren
message-erased = De woorden van dit bericht zijn gewist.
message-long = Lang bericht, { $n } woorden
message-long-why = Ingeklapt, omdat jij lange berichten ingeklapt wilt. Alleen jij ziet het zo.
message-folded = Een passage die hard kan overkomen. Jij koos om die in te klappen; het origineel is één tik ver.
message-sent = Verstuurd { $at }
message-delivered = Bezorgd { $at }
message-delivered-later = Bezorgd { $at }; voor jou vanaf { $shown } (alleen jij ziet dit)
message-recorded = Verstuurd en vastgelegd als nr. { $number }.
file-pdf = Pdf
file-picture = Foto
compose-words = Schrijf aan { $name } over dit onderwerp
compose-words-hint = Een verstuurd bericht kan niet worden gewijzigd, en alleen door jullie samen gewist. { $name } ziet niet wanneer jij iets leest.
compose-title = Onderwerp
compose-title-hint = Een paar woorden, zoals: zwemles van Sam.
compose-files = Bestanden toevoegen
compose-files-hint = Foto's en pdf's, tot { $n } bestanden van elk 20 MB. Wat een foto weet van plaats en camera wordt verwijderd.
compose-files-again = Kies je bestanden opnieuw: een pagina kan ze niet bewaren.
compose-today = Dit gaat over een kind, vandaag
compose-today-hint = Voor wat niet kan wachten tot de ander berichten leest, zoals ziekte.
compose-rest = Eerst een uur laten rusten
compose-rest-hint = Het blijft dan op dit apparaat en wordt niet verstuurd. Na een uur zie je dat op de pagina’s met berichten, en verstuur of verander je het zelf. Bestanden die je koos, worden niet meebewaard, en uitloggen haalt het weg.
rest-until = Niet verstuurd. Het rust op dit apparaat tot
rest-over = Dit bericht heeft gerust. Verstuur het of verander het.
rest-look = Bekijk het
rest-not-kept = Dit apparaat kon het niet bewaren. Wat je schreef, staat er nog, en er is niets verstuurd.
compose-send = Versturen
compose-look = Eerst nalezen
compose-corrects = Hiermee verbeter je nr. { $number }. Het eerdere bericht blijft in het logboek.
compose-not-correct = Schrijf iets nieuws
compose-no-clause = Schrijf over het hele voorstel
compose-not-sent = Dit is nog niet verstuurd
compose-empty = Schrijf eerst iets.
compose-too-long = Dit heeft { $found } tekens; in één bericht passen er { $limit }.
compose-control = Er staat een teken in dat niet getoond kan worden. Typ dat stuk opnieuw.
compose-no-title = Geef het onderwerp een titel.
compose-bad-title = Een titel is één regel van hoogstens { $limit } tekens.
look-found = Hier wil je misschien nog eens naar kijken:
look-nothing = Er viel niets op.
look-only-you = Alleen jij ziet dit. Er is niets verstuurd, bewaard of veranderd, en je kunt het zo versturen.
look-insult = ‘{ $passage }’ kan kwetsen.
look-contempt = ‘{ $passage }’ kan minachtend overkomen.
look-absolute = ‘{ $passage }’ gaat over altijd of nooit. Eén voorbeeld met de dag erbij is makkelijker te beantwoorden.
look-threat = ‘{ $passage }’ kan klinken als een dreigement.
look-shouting = ‘{ $passage }’ in hoofdletters kan overkomen als schreeuwen.
look-questions = ‘{ $passage }’: meerdere vragen achter elkaar. Eén tegelijk is makkelijker te beantwoorden.
look-missing-date = ‘{ $passage }’ vraagt iets zonder dag.
look-missing-time = ‘{ $passage }’ vraagt iets zonder tijd.
look-missing-child = ‘{ $passage }’ zegt niet om welk kind het gaat.
file-empty = { $name } is leeg.
file-too-large = { $name } is groter dan 20 MB.
file-not-taken = { $name } is geen foto en geen pdf.
file-unreadable = { $name } is beschadigd of maar een deel van een bestand.
file-too-many-pixels = { $name } is een te grote foto.
file-moves = { $name } is een bewegend plaatje.
file-pdf-locked = { $name } is met een wachtwoord beveiligd.
file-pdf-active = { $name } is een pdf die meer kan dan bladzijden tonen.
file-pdf-place = { $name } is een pdf die vertelt waar een foto is gemaakt.
file-pdf-too-costly = { $name } is te groot als hij wordt uitgepakt.
remedy-choose-again = Kies het bestand opnieuw.
remedy-smaller = Stuur een kleinere, of een schermafdruk ervan.
remedy-jpeg = Stuur hem als jpeg: deel of exporteer hem zo.
remedy-save-anew = Bewaar hem opnieuw als png of jpeg, of stuur een schermafdruk.
remedy-still = Stuur een schermafdruk van het moment waar het om gaat.
remedy-print-pdf = Druk hem af naar een nieuwe pdf en stuur die.
remedy-pictures = Stuur de foto's zelf: hun plaatsen worden dan verwijderd.
remedy-pdf-or-picture = Stuur in plaats daarvan een pdf of een foto.
