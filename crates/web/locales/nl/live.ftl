# Pagina’s die zichzelf bijwerken, wat je typt en nog niet verstuurde, en pagina’s zonder verbinding.

live-updated = Deze pagina is bijgewerkt.
live-waiting = Er is iets nieuws vastgelegd. Waar je mee bezig bent, blijft zoals het is.
live-show = Laat zien
live-lost = Dit kan van hier niet meer worden verstuurd. Dit is wat je schreef:

draft-waits = Staat klaar op dit apparaat. Nog niet verstuurd; dat doe je zelf.
draft-send = Nu versturen
draft-write = Verder schrijven
draft-remove = Weghalen
draft-files = Bestanden die je koos, worden niet bewaard. Schrijf verder, en kies ze opnieuw.
draft-kept-here = Er is geen verbinding, dus er is niets verstuurd. Wat je schreef, is op dit apparaat bewaard.

offline-title = Er is geen verbinding
offline-none = Deze pagina is niet op dit apparaat bewaard.
offline-nothing-sent = Er is niets verstuurd of veranderd.
offline-bar = Je bent offline. Deze pagina is zoals die was op
offline-again = Opnieuw proberen
offline-not-sent = Er is geen verbinding, dus er is niets verstuurd. Wat je invulde, staat er nog.

device-offline = Zonder verbinding
device-offline-what = Deze browser kan de laatste pagina’s van Vandaag, de agenda en berichten bewaren die je opende: hooguit 30, 7 dagen lang, tot je uitlogt. Dan kun je ze bekijken zonder verbinding.
device-offline-risk = Wie deze browser opent, kan die pagina’s dan lezen, ook als er geen verbinding is en niemand je sessie elders kan beëindigen. Kies het dus alleen op een apparaat dat van jou alleen is. Het geldt voor deze sessie: wie hier daarna inlogt, begint zonder.
device-offline-ends = Uitloggen en ‘Snel weg’ halen ze meteen weg. Het einde van je sessie ook, zodra er verbinding is.
device-offline-keep = Bewaar de agenda en de laatste berichten op dit apparaat
device-offline-kept = Ze worden op dit apparaat bewaard.
device-offline-forget = Bewaar ze niet meer
device-drafts = Wat je schrijft en nog niet verstuurde
device-drafts-what = Een bericht waaraan je schrijft, bewaart deze browser tot je het verstuurt, zodat het niet verloren gaat. Uitloggen en ‘Snel weg’ halen het ook weg.
