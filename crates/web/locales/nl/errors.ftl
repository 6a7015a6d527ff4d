# Wat in plaats van een pagina wordt getoond.

error-home = Naar Vandaag
error-not-found = Hier is niets
error-not-found-why = Dit adres leidt nergens heen. Controleer het, of begin bij Vandaag.
error-no-proposal = Was het een voorstel, dan hebben jullie het misschien samen gewist: dat staat dan in het logboek.
error-no-proposal-record = Het logboek bekijken
error-forbidden = Dit is niet verstuurd
error-forbidden-why = Het formulier kwam van een andere site, of van een pagina die te lang openstond. Er is niets veranderd. Open de pagina opnieuw en verstuur het daar.
error-too-large = Dit was te lang
error-too-large-why = Er is niets verstuurd. Ga terug, maak het korter of laat een bestand weg, en verstuur het opnieuw.
error-slow = Dit duurde te lang
error-fault = Dit is niet gelukt, en dat ligt aan ons
error-fault-kept = Wat in het logboek stond, staat er nog. In het logboek zie je of je laatste stap is aangekomen. Nog een keer versturen kan geen kwaad.
error-fault-number = Gebeurt het weer, geef dan nummer { $number } aan de beheerder van deze server.
error-full = Er is geen ruimte meer op deze server
error-full-why = Er is zojuist niets vastgelegd. Wat in het logboek stond, staat er nog, en lezen kan gewoon.
error-full-what = Ga terug: wat je schreef, staat nog in het formulier. Laat het weten aan de beheerder van deze server en verstuur het opnieuw als er weer ruimte is.
