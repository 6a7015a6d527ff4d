# Bellen met de kinderen: wie je nu kunt bellen, het gesprek zelf, de tablets, en of een apparaat kan bellen.

calls-title = Bellen
calls-lead = Elkaar zien en horen als de kinderen in het andere huis zijn.
calls-nothing-kept = Van wat er in een gesprek gezegd of gezien wordt, wordt niets bewaard. Het logboek zegt dat er gebeld is, wanneer, hoe lang het duurde en wie ophing.
calls-needs-script = Bellen kan alleen met een browser die scripts uitvoert en een microfoon heeft. Hier staan scripts uit, dus deze pagina kan niet bellen.
calls-told-over = Het gesprek is afgelopen. Het logboek zegt dat er gebeld is.
calls-told-left = Je bent weg uit het gesprek. Wie er nog in is, gaat verder.
calls-told-declined = Je hebt gezegd: nu niet.
calls-rings = { $name } belt
calls-goes-on = Er loopt een gesprek met { $name }
calls-go-there = Naar het gesprek
calls-asked-to-watch = Je wordt gevraagd om erbij te zijn voor de kinderen. Het gesprek begint als je er bent.
calls-no-plan-title = Er is nog geen ouderschapsplan afgesproken
calls-no-plan = Zodra jullie het eens zijn over een plan, staat daarin waar de kinderen zijn en wie je kunt bellen.
calls-now = Nu bellen
calls-all-here = Er is nu geen kind bij de andere ouder, dus er is niemand om te bellen.
calls-whom = Wie wil je bellen?
calls-on-tablet = gaat ook over op { $name }
calls-no-child = Kies een kind dat nu bij de andere ouder is.
calls-moved = De kinderen zijn intussen ergens anders. Kijk wie je kunt bellen.
calls-too-many = Er is in korte tijd te vaak gebeld. Probeer het straks nog eens.
calls-later = Vanaf { $time } kun je weer bellen.
calls-how = Hoe dit gesprek verbinding maakt
calls-how-choose = Zo doen
calls-audio = Alleen geluid, geen beeld
calls-relayed = Een gesprek loopt altijd via een server, zodat niemand erin door het bellen te weten komt op welk internetadres de anderen zitten. Wie deze server beheert, kan weten dat er gebeld is, wie er belden, vanaf welke adressen en hoeveel gegevens er langskwamen; niet wat er gezien of gezegd wordt, zolang het script dat de server meegeeft eerlijk is.
calls-who-rings = Het gaat over op de open pagina's van { $name } en op de tablets van deze kinderen. Er wordt nooit vanzelf opgenomen.
calls-call = Bellen
calls-watched = Voor deze gesprekken vraagt het plan dat er iemand bij is voor de kinderen:
calls-watched-how = Die persoon doet zichtbaar mee, en dat staat de hele tijd in beeld. Het gesprek begint als die persoon er is.
calls-who-watches = Wie is erbij?
calls-no-watcher = Kies wie er bij is voor de kinderen.
calls-nobody-watches = Er is nog niemand die jullie allebei hebben toegelaten en die erbij kan zijn.
calls-planned = Geplande gesprekken
calls-none-planned = Voor de komende week staan er geen gesprekken in het plan.
calls-today = Vandaag
calls-planned-at = { $day }, { $from } tot { $until }
calls-devices = Tablets en dit apparaat
calls-tablets-in-use = { $n ->
    [0] Koppel een tablet voor de kinderen
    [one] 1 tablet voor de kinderen
   *[other] { $n } tablets voor de kinderen
}

# In het gesprek.
calls-with = Bellen met { $name }
calls-before = Nog niemand ziet of hoort je.
calls-own-picture = Dit zien de anderen
calls-sign-to-come = { $name } komt erbij voor de kinderen, en ziet en hoort dit gesprek dan.
calls-sign-awaited = Het wachten is op { $name }. Eerder ziet of hoort niemand de ander.
calls-sign = { $name } is erbij voor de kinderen, en ziet en hoort dit gesprek.
calls-is-watching = is erbij voor de kinderen
calls-begin = Begin
calls-answer = Opnemen
calls-answer-sound = Opnemen zonder beeld
calls-join = Meedoen
calls-not-now = Nu niet
calls-leave = Weggaan, en de anderen laten doorpraten
calls-end = Ophangen
calls-camera-off = Beeld uit
calls-camera-on = Beeld aan
calls-microphone-off = Geluid uit
calls-microphone-on = Geluid aan
calls-flip = Andere camera
calls-back = Terug naar bellen
calls-not-there-for = wie erbij moet zijn
calls-said-connecting = Verbinden …
calls-said-ringing = Hij gaat over …
calls-said-waiting = Het gesprek begint als deze persoon er is:
calls-said-open = Jullie zijn in gesprek.
calls-said-alone = De andere kant is er niet. Het gesprek wacht even.
calls-said-again = De verbinding viel weg. Opnieuw verbinden …
calls-said-offline = Dit apparaat heeft geen verbinding.
calls-said-sound-only = De verbinding is traag, daarom is er nu alleen geluid.
calls-said-picture-off = Beeld staat uit
calls-said-sound-off = Geluid staat uit
calls-said-tap = Tik hier om de anderen te horen
calls-over-ended = Het gesprek is afgelopen.
calls-over-missed = Er nam dit keer niemand op.
calls-over-declined = Het komt nu niet uit.
calls-over-lost = De verbinding viel weg, daarom is het gesprek afgelopen.
calls-over-revoked = Het gesprek is afgelopen: iemand mag er niet meer aan meedoen.
calls-over-long = Het gesprek is afgelopen: een gesprek duurt hoogstens 90 minuten.
calls-denied = Deze browser mag de camera of de microfoon niet gebruiken. Sta het toe in de instellingen van de browser voor deze site en probeer het dan opnieuw.
calls-camera-denied = Deze browser mag de camera niet gebruiken. Sta het toe in de instellingen van de browser voor deze site.
calls-camera-none = Er is geen camera gevonden. Bellen met geluid kan wel.
calls-camera-busy = Een ander programma gebruikt de camera.
calls-microphone-denied = Deze browser mag de microfoon niet gebruiken. Sta het toe in de instellingen van de browser voor deze site.
calls-microphone-none = Er is geen microfoon gevonden. De anderen horen je niet.
calls-microphone-busy = Een ander programma gebruikt de microfoon.

# Op een open pagina.
calls-ring = { $name } belt
calls-ring-with = Voor { $children }
calls-ring-tablet = { $children } op { $name }

# Tablets.
calls-tablets-title = Tablets voor de kinderen
calls-tablets-lead = Een tablet of oude telefoon waarop een kind een gezicht aanraakt en belt. Er staat geen plan op, er staan geen berichten op en niets van jouw account.
calls-tablets-used = In gebruik
calls-tablets-none = Er is nog geen tablet gekoppeld.
calls-tablet-of = Voor { $who }
calls-tablet-by = Gekoppeld door { $name } op { $day }
calls-tablet-end = Beëindigen
calls-tablet-new = Een tablet koppelen
calls-tablet-not-yet = De tablet is nog niet gekoppeld
calls-tablet-name = Hoe noem je hem?
calls-tablet-name-hint = Bijvoorbeeld: tablet in de keuken. De andere ouder ziet deze naam ook.
calls-tablet-children = Wie belt ermee?
calls-tablet-no-child = Kies minstens één kind.
calls-tablet-quiet = Wanneer hij stil is
calls-tablet-quiet-hint = Dan is hij er alleen voor gesprekken uit het plan: die gaan over en kunnen beginnen, van tien minuten voor hun tijd tot hun einde. Laat allebei leeg als hij altijd mag overgaan. Het mag over middernacht heen.
calls-tablet-quiet-from = Stil vanaf
calls-tablet-quiet-until = Stil tot
calls-tablet-no-time = Vul twee verschillende tijden in, zoals 19.30 en 07.00, of geen van beide.
calls-tablet-what = { $name } ziet dat deze tablet er is en kan hem ook beëindigen. Het staat in het logboek.
calls-tablet-make = Code maken
calls-tablet-too-many = Er zijn al { $limit } tablets in gebruik. Beëindig er een die niet meer gebruikt wordt.
calls-code-title = Koppel nu { $name }
calls-code-scan = Open de camera van de tablet en richt hem op deze blokjes. Raak daarna de knop op de tablet aan.
calls-code-qr = Blokjes die een camera leest: het adres hieronder
calls-code-link = Of typ dit adres op de tablet
calls-code-until = Het werkt tot { $time }, één keer.
calls-code-once = Je ziet het alleen nu. Wie het als eerste opent, heeft de tablet; was jij dat niet, beëindig hem dan hier.

# Of dit apparaat kan bellen.
calls-check-title = Dit apparaat nakijken
calls-check-lead = Kijk of camera, microfoon en verbinding werken, voordat er iemand belt.
calls-check-begin = Nakijken
calls-check-browser = Browser
calls-check-camera = Camera
calls-check-microphone = Microfoon
calls-check-network = Verbinding met deze server
calls-check-relay = Geluid en beeld doorgeven
calls-check-not-yet = Nog niet nagekeken
calls-check-picture = Je eigen beeld
calls-check-kept = Hiervan wordt niets naar iemand gestuurd of bewaard.
calls-check-busy = Bezig …
calls-check-fine = Dit werkt.
calls-check-browser-no = Deze browser kan niet bellen. De meeste recente browsers kunnen het wel. Wij hebben het geprobeerd met Chromium, waar Chrome en Edge op gebouwd zijn.
calls-check-insecure = Een browser geeft de camera alleen aan een pagina die via https is geopend.
calls-check-quiet = De microfoon staat aan, maar er was niets te horen. Zeg iets en kijk het nog eens na.
calls-check-network-no = De server is nu niet te bereiken. Kijk of dit apparaat verbinding heeft.
calls-check-relay-no = Geluid en beeld worden hiervandaan niet doorgegeven. Misschien houdt het netwerk het tegen: probeer een ander, zoals dat van je telefoon. Wie deze server beheert, kan kijken of de poort voor gesprekken openstaat.
calls-check-no-relay = Deze server geeft geen gesprekken door, dus hier komt geen gesprek tot stand. Wie de server beheert, kan dat veranderen.
