# Inloggen: passkeys, codes, het wachtwoord, sessies, bevestigen.

access-title = Inloggen en apparaten
access-lead = Alleen jij ziet deze pagina. Niets hiervan wordt aan iemand anders in het gezin verteld.
access-changed = Veranderd. Het staat in je eigen logboek, dat alleen jij ziet.
access-gone = Dit is er niet meer. De pagina laat zien hoe het nu is.
access-last = Er zou niets overblijven om mee in te loggen. Voeg eerst een andere passkey toe of kies een wachtwoord.

access-passkeys = Passkeys
access-passkeys-what = Met een passkey log je in met je vinger, je gezicht of de code van je apparaat. Hij werkt alleen op deze site, is niet te raden en niemand kan hem je ontfutselen.
access-passkeys-impossible = Voor passkeys is een beveiligde verbinding nodig, en een adres met een naam. Wie deze server beheert, kan dat regelen.
access-passkey-script = Om een passkey toe te voegen, moeten scripts in je browser aanstaan.
access-passkey-name = Naam van de nieuwe passkey
access-passkey-name-hint = Zodat je hem later herkent, bijvoorbeeld ‘mijn telefoon’.
access-passkey-name-wrong = Geef de passkey een naam van hooguit { $most } tekens.
access-passkey-add = Passkey toevoegen
access-passkey-use = Inloggen met een passkey
access-passkey-failed = Je apparaat gaf geen passkey. Er is niets veranderd; je kunt het nog eens proberen.
access-passkey-refused = Deze passkey werd niet aangenomen.
access-passkey-refused-more = Misschien is hij verwijderd, of duurde het te lang. Probeer het nog eens, of gebruik je wachtwoord.
access-too-many = Je hebt al { $most } passkeys. Verwijder er eerst een.
access-since = Sinds { $since }.
access-used = Laatst gebruikt { $used }.
access-never-used = Nog niet gebruikt.
access-backed-up = Staat op meer plekken: raak je dit apparaat kwijt, dan heb je hem nog.
access-not-backed-up = Staat alleen op dit ene apparaat: zorg dat je ook op een andere manier binnenkomt.
access-remove = Verwijderen

access-sessions = Waar je ingelogd bent
access-sessions-what = Ken je er een niet? Log die uit en kies een ander wachtwoord.
access-device-unknown = Een onbekend apparaat
access-this = dit apparaat
access-end = Daar uitloggen
access-end-others = Overal elders uitloggen

access-totp = Codes uit een app
access-totp-what = Naast je wachtwoord laat een app op je telefoon een code van zes cijfers zien, die elke halve minuut verandert. Wie alleen je wachtwoord weet, komt er dan niet in.
access-totp-begin = Codes instellen
access-totp-on = Naast je wachtwoord wordt om een code gevraagd, sinds { $since }.
access-totp-again = Een andere app instellen
access-totp-remove = Niet meer om codes vragen
access-totp-scan = Scan dit met een app voor codes, bijvoorbeeld die van je telefoon zelf.
access-totp-qr = QR-code met het geheim voor je app
access-totp-type = Of typ dit over in de app:
access-totp-link = Openen in een app op dit apparaat
access-totp-first = De code die de app nu laat zien
access-totp-first-hint = Zes cijfers. Er wordt pas om codes gevraagd als deze klopt.
access-totp-send = Voortaan om codes vragen
access-code-wrong = Dit is niet de code van nu. Wacht op de volgende, en kijk of de tijd op je telefoon klopt.

access-paper = Codes op papier
access-paper-what = Tien codes om te printen of op te schrijven. Elke code vervangt één keer een code uit je app, als je je telefoon kwijt bent.
access-paper-left = { $left ->
    [0] Alle { $made } codes zijn gebruikt of vervallen.
    [one] Er is nog één van de { $made } codes over.
   *[other] Er zijn nog { $left } van de { $made } codes over.
}
access-paper-make = Codes maken
access-paper-again = Nieuwe codes maken
access-paper-once = Je ziet deze codes alleen nu. Eerdere codes werken niet meer.
access-paper-how = Als om een code wordt gevraagd, typ dan een van deze. Elke code werkt één keer.
access-paper-where = Bewaar ze waar niemand anders kijkt: niet in de tas die met de kinderen meegaat, en niet in een mailbox die twee mensen kennen.

access-password = Wachtwoord
access-password-what = Met een ander wachtwoord word je overal elders uitgelogd.
access-password-new = Het nieuwe wachtwoord
access-password-send = Wachtwoord veranderen

access-advice = Iemand die je goed kent
access-advice-knows = Wie met je heeft samengewoond, kent misschien je oude wachtwoorden, je datums en hoe je wachtwoorden bedenkt. Kies een passkey, of een wachtwoord dat je nog nooit hebt gebruikt.
access-advice-mail = Kijk ook wie er in je mailbox kan, en wie de code van je telefoon weet.

access-confirm = Ben jij het nog?
access-confirm-why = Wat hierna komt, kan in andere handen schade doen. Daarom vragen we het nog eens.
access-confirm-send = Verder
access-confirm-no = Dit is niet je wachtwoord.
access-confirm-no-code = Wachtwoord en code passen niet bij elkaar. Elke code werkt één keer: wacht op de volgende.
access-confirm-waits = Er waren te veel pogingen. Wacht een uur, of gebruik een passkey. Er is niets veranderd.

access-second = Nog een code
access-code = Code
access-code-hint = Zes cijfers uit je app, of een van je codes op papier.
access-second-no = Deze code klopt niet. Elke code werkt één keer: wacht op de volgende.
access-second-back = Terug naar inloggen

access-did-passkey-added = Passkey ‘{ $name }’ toegevoegd
access-did-passkey-removed = Passkey ‘{ $name }’ verwijderd
access-did-authenticator = Voortaan wordt om codes uit een app gevraagd
access-did-no-authenticator = Er wordt niet meer om codes uit een app gevraagd
access-did-codes = Nieuwe codes op papier gemaakt
access-did-code-used = Een code op papier gebruikt
access-did-password = Wachtwoord veranderd
access-did-session-ended = Uitgelogd op een ander apparaat
access-did-others-ended = Overal elders uitgelogd

access-address = Het adres waarmee je inlogt
access-address-now = Nu: { $address }
access-address-what = Leest iemand anders die mailbox, log dan in met een ander adres. Beide adressen krijgen er een bericht over, dat niemand noemt; de andere ouder hoort niets.
access-address-new = Het nieuwe e-mailadres
access-address-send = Hiermee inloggen
access-address-recovery = Er wacht een weg terug, en de link daarvan ging naar het adres van nu. Stop die eerst; het staat boven aan de pagina.
access-address-many = Er worden hoogstens { $most } adressen per uur geprobeerd. Probeer het later nog eens.
access-did-address = Je hebt een ander e-mailadres gekozen om mee in te loggen.
access-new-here = Dit apparaat is hier nieuw, dus dit kan er nog niet mee worden veranderd: het kan iedereen zijn die je wachtwoord kent. Verander het op een apparaat waarop je al was ingelogd, zeg daar dat jij het was, of wacht drie dagen.
