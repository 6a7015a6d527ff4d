# Seintjes op een apparaat, langs de pushdienst van de browser.

push-title = Seintjes op dit apparaat
push-lead = Dit apparaat kan je zeggen dat er iets nieuws is, ook als er geen pagina openstaat.
push-on = Aan sinds { $day }
push-off = Uit op dit apparaat
push-begin = Geef me op dit apparaat een seintje
push-anew = Opnieuw beginnen
push-end = Hier geen seintjes meer
push-try = Proef sturen
push-begun = Vanaf nu krijgt dit apparaat seintjes.
push-ended = Dit apparaat krijgt geen seintjes meer.
push-tried = Er is een proef onderweg. Die verschijnt binnen een minuut of zo; zo niet, kijk dan of het apparaat deze browser meldingen laat tonen.
push-wrong-nothing = De browser gaf niets waar seintjes heen kunnen. Er is niets veranderd; je kunt het nog eens proberen.
push-wrong-malformed = Wat de browser gaf, is niet te gebruiken: seintjes gaan alleen naar het https-adres van een pushdienst op internet. Er is niets veranderd.
push-wrong-old = Deze pagina stond te lang open, of je logde intussen opnieuw in. Er is niets veranderd; probeer het nu nog eens.
push-failed = Het lukte niet. Je kunt het nog eens proberen.
push-failing = De laatste tijd kwam er geen seintje bij dit apparaat aan. Elk wordt een dag lang geprobeerd; het eindigt vanzelf als de dienst niets meer aanneemt.
push-gone = De browser heeft dit zelf beëindigd, dus er komt hier nu niets aan.
push-before = Dit apparaat kreeg eerder seintjes. Dat is voorbij: je logde opnieuw in, of de dienst van de browser neemt er niets meer voor aan.
push-none = Deze browser kan hiervandaan geen seintjes tonen, of scripts staan uit. Wat nieuw is, hoor je in plaats daarvan per e-mail.
push-denied = De browser laat deze site geen meldingen tonen. Dat verander je in zijn instellingen voor deze site, naast het adres, bij meldingen. Kom daarna hier terug.
push-denied-phone = Kijk op een telefoon ook in de instellingen van de telefoon zelf, bij meldingen, naar deze browser of naar Parenthesis.
push-home = Op een iPhone of iPad komen seintjes alleen bij pagina’s op het beginscherm.
push-home-share = Tik op de deelknop: een vierkant met een pijl omhoog.
push-home-add = Kies ‘Zet op beginscherm’ en daarna ‘Voeg toe’.
push-home-open = Open Parenthesis vanaf het beginscherm, en log daar in als het erom vraagt.
push-home-back = Kom hier terug: het menu, dan ‘Rust en seintjes’, dan ‘Seintjes op dit apparaat’.
push-home-name = Het beginscherm toont dan de naam Parenthesis aan wie het ziet.
push-home-neutral = Je koos hier neutrale titels, en het beginscherm zou de naam Parenthesis tonen. Wat titels zeggen, kies je op de pagina over dit apparaat:
push-shared = Je zei dat anderen dit apparaat ook gebruiken. Zij zouden seintjes zien, dus er komen er hier geen.
push-others-title = Je andere apparaten
push-others-none = Geen ander apparaat van jou krijgt seintjes.
push-others = { $n ->
    [one] Eén ander apparaat van jou krijgt seintjes. Waar je ingelogd bent, en hoe je dat daar beëindigt:
   *[other] { $n } andere apparaten van jou krijgen seintjes. Waar je ingelogd bent, en hoe je dat daar beëindigt:
}
push-what = Wat het doet
push-what-says = Een seintje zegt alleen dat er iets nieuws is, tenzij je koos dat seintjes meer mogen zeggen. Je tijden, stille uren en soorten gelden er ook voor.
push-what-lock = Het kan op een vergrendeld scherm verschijnen. Wie het apparaat in zicht heeft, ziet dat het kwam.
push-what-service = De pushdienst van de maker van je browser brengt het. Die dienst kan het niet lezen; hij weet wel dat deze server je iets stuurt, en wanneer.
push-what-ends = Het eindigt als je hier uitlogt of ‘Snel weg’ kiest, of deze sessie vanaf een ander apparaat beëindigt, of als zij na lang niet gebruiken vanzelf eindigt.
push-what-other = De andere ouder kan niet zien of merken of je dit koos.
