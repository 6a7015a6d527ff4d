# Bewaren en beëindigen: vastzetten, wissen, sluiten.

keeping-link = Bewaren, wissen of sluiten
keeping-title = Bewaren, wissen of sluiten
keeping-lead = Het logboek bewaart alles. Hier kun je daarvoor zorgen, of vragen om iets te wissen. Er gebeurt niets voordat je het verstuurt.
keeping-not-done = Er is niets gebeurd.
keeping-not-closed = Er is niets gesloten
keeping-wrong-password = Dit is niet je wachtwoord. Typ het opnieuw.
keeping-password = Je wachtwoord
keeping-password-hint = We vragen het opnieuw, omdat dit niet terug te draaien is.

keeping-erase = Woorden wissen
keeping-erase-both = Wat jullie allebei zien, wordt alleen gewist als jullie het daarover eens zijn, en alleen als het is afgelopen en niemand bindt: een voorstel waarmee niet akkoord is gegaan of dat is ingetrokken. Hoe het gezin begon en wat jullie hebben afgesproken, blijft.
keeping-erase-left = Wat jullie allebei zagen, wordt alleen gewist als jullie het daarover allebei eens zijn. { $name } heeft het account gesloten, dus niemand kan daar nu mee instemmen, en het blijft.
keeping-erase-copies = Wissen gebeurt alleen op deze server. Eerder gemaakte reservekopieën bevatten de woorden nog, totdat degene die de server beheert ze verwijdert. Bestanden of e-mails die iemand bewaarde, bevatten ze zo lang die persoon ze bewaart.
keeping-erase-proposals = Kies een voorstel dat is afgelopen
keeping-erase-own = Woorden in je eigen logboek wissen

keeping-hold = Het logboek vastzetten
keeping-hold-what = Zolang het logboek vaststaat, wordt niets gewist van wat jullie allebei zien, en kan het gezin niet worden gesloten. Jullie kunnen dat allebei doen, bijvoorbeeld vanwege een rechtszaak. Alleen wie het vastzette, kan dat opheffen, of jullie samen.
keeping-hold-what-left = Zolang het logboek vaststaat, wordt er niets uit het gedeelde logboek gewist en kan het gezin niet worden gesloten. Je kunt het vastzetten, bijvoorbeeld vanwege een rechtszaak. Wie later de andere plaats inneemt, kan dat niet zonder jou opheffen.
keeping-hold-theirs = { $name } heeft het logboek vastgezet sinds { $since }.
keeping-hold-mine = Jij hebt het logboek vastgezet sinds { $since }.
keeping-hold-ask = { $name } vragen om het op te heffen
keeping-hold-lift = Opheffen
keeping-hold-set = Vastzetten
keeping-hold-reason = Waarom?
keeping-hold-hint = Je mag het leeg laten. { $name } leest het, en het blijft in het logboek staan.
keeping-hold-hint-left = Je mag het leeg laten. Het blijft in het logboek staan, en wie later de andere plaats inneemt, leest het.

keeping-account = Je account sluiten
keeping-account-goes = Je eigen logboek wordt helemaal gewist: inloggen, instellingen, alles wat alleen jij ziet. Je e-mailadres, je wachtwoord en al je sessies hier worden ook gewist.
keeping-account-stays = Wat jullie allebei zien, blijft voor { $name }: wat je daar schreef, wat jullie afspraken, en dat je weg bent. Je plaats kan opnieuw worden aangeboden.
keeping-account-stays-left = Het gedeelde logboek blijft op deze server: wat je daar schreef, wat jullie afspraken, en dat je weg bent. { $name } is al weg, dus niemand kan hier nog inloggen om het te lezen; wie deze server beheert, kan dat wel.
keeping-account-close = Mijn account sluiten

keeping-family = Het gezin “{ $family }” sluiten
keeping-family-both = Jullie moeten het er allebei mee eens zijn. { $name } krijgt een voorstel en kan akkoord gaan of niet.
keeping-family-ask = Aan { $name } voorstellen om het gezin te sluiten…
keeping-family-sure = Voorstellen om het gezin te sluiten?
keeping-family-send = Voorstel versturen
keeping-family-alone = { $name } heeft nooit meegedaan, dus je kunt het gezin alleen sluiten.
keeping-family-close = Het gezin sluiten
keeping-family-left = { $name } heeft het account gesloten, dus niemand kan hier nu mee instemmen. Bied de plaats opnieuw aan, of sluit je eigen account.
held-theirs = { $name } heeft het logboek vastgezet sinds { $since }. Tot dat is opgeheven, wordt er niets gewist.
held-mine = Jij hebt het logboek vastgezet sinds { $since }. Tot dat is opgeheven, wordt er niets gewist.
held-link = Over het vastzetten
held-closing = Sinds { $since } staat het logboek vast. Tot dat is opgeheven, wordt er niets gewist en kan het gezin niet worden gesloten.
asked-own = Dit heb je al gevraagd: voorstel { $number } wacht op { $name }.
asked-theirs = { $name } heeft dit al gevraagd: voorstel { $number } wacht op jouw antwoord.
standing-moot = Dit is al geregeld; een antwoord is niet nodig.
row-moot = Al geregeld
row-erased = Gewist, zoals jullie afspraken

erase-title = Voorstel { $number } wissen
erase-lead = Je stelt dit voor aan { $name }. Er wordt niets gewist voordat { $name } akkoord gaat, en tot dan kun je het intrekken.
erase-which = De woorden van deze vermeldingen zouden verdwijnen:
erase-entry = Nummer { $number }
erase-stays = Dat hier iets stond, wanneer en door wie het is vastgelegd, blijft in het logboek, en wie het wiste en wanneer. Wat er stond, verdwijnt voor jullie allebei en komt niet terug.
erase-send = Voorstellen aan { $name }
erase-ask-link = Dit voor jullie allebei wissen…
erase-terms = { $n ->
    [one] De woorden van 1 vermelding wissen
   *[other] De woorden van { $n } vermeldingen wissen
}
erase-terms-of = { $n ->
    [one] Voorstel { $number } wissen: de woorden van 1 vermelding
   *[other] Voorstel { $number } wissen: de woorden van { $n } vermeldingen
}
erase-terms-done = { $n ->
    [one] De woorden van 1 vermelding
   *[other] De woorden van { $n } vermeldingen
}
lift-terms = De vastzetting door { $name } opheffen
lift-means = Daarna kan wat is afgelopen weer worden gewist als jullie het daarover eens zijn.
close-terms = Dit gezin sluiten en alles ervan wissen
close-means = Alles van dit gezin wordt gewist: het logboek dat jullie allebei zien en wat ieder van jullie alleen ziet. Accounts die bij geen ander gezin horen, worden ook gewist. Niets daarvan is van hieruit terug te halen.
accept-erase-after = Daarna zijn deze woorden voor jullie allebei weg en komen ze niet terug. Reservekopieën van eerder houden ze tot wie deze server beheert die kopieën verwijdert.
accept-lift-after = Daarna staat het logboek hierdoor niet meer vast.
accept-close-after = Daarna is alles van dit gezin weg, en zijn jullie allebei uitgelogd. Reservekopieën van eerder houden het tot wie deze server beheert die kopieën verwijdert.
moved-password = Het wachtwoord was niet dat van jou. Typ het opnieuw.
answer-signed = { $name } ondertekende dit met een toegangssleutel.
offer-signed = { $name } ondertekende dit voorstel met een toegangssleutel.
offer-signed-recorded = De ondertekening staat als nummer { $number } in het logboek

own-title = Wissen in je eigen logboek
own-lead = Alleen jij ziet dit, en alleen jij kunt de woorden ervan wissen. { $name } ziet niet dat je dat deed.
own-choose = Welke woorden moeten weg?
own-not-erased = Er is niets gewist
own-recorded = Het staat in je eigen logboek, dat alleen jij ziet, als nr. { $number }.
own-stays = Dat hier iets stond en wanneer, blijft. Wat er stond, verdwijnt en komt niet terug.
own-erase = De woorden wissen
own-not-this = Bij nummer { $entry } staan geen woorden die te wissen zijn.

refusal-no-counter = Je kunt akkoord gaan of niet. Een ander voorstel als antwoord kan hier niet.
refusal-other-left = De andere ouder heeft het account gesloten. Jullie kunnen weer iets afspreken als iemand de plaats heeft ingenomen.
refusal-offer-of-earlier = Dit is voorgesteld voordat een ouder wegging, door of aan die ouder. Wie nu de plaats heeft, kan er niet mee akkoord gaan. Je kunt het opnieuw voorstellen.
refusal-asked-already = Voorstel { $number } vraagt dit al en wacht op antwoord.
refusal-nothing-to-erase = Kies wat je wilt wissen.
refusal-too-many-to-erase = Je kunt hoogstens { $limit } vermeldingen tegelijk wissen. Vraag het in delen.
refusal-no-entry = Nummer { $entry } staat niet in het logboek.
refusal-already-erased = De woorden bij nummer { $entry } zijn al gewist.
refusal-whole-matter = Bij nummer { $entry } horen nog andere vermeldingen. Ze kunnen samen worden gewist.
refusal-still-open = Nummer { $entry } hoort bij een voorstel dat nog op antwoord wacht. Is het ingetrokken of is er niet mee akkoord gegaan, dan kan het worden gewist.
refusal-binds = Nummer { $entry } hoort bij iets wat jullie hebben afgesproken. Dat blijft. Jullie kunnen wel iets nieuws afspreken.
refusal-never-erased = Nummer { $entry } zegt hoe het gezin of het logboek tot stand kwam. Het verdwijnt alleen als jullie het gezin helemaal sluiten.
refusal-held = Sinds { $since } staat het logboek vast. Tot dat is opgeheven, wordt er niets gewist.
refusal-already-held = Jij hebt het logboek al vastgezet, sinds { $since }.
refusal-no-hold = Het logboek staat hierdoor niet vast, dus er is niets op te heffen.
refusal-own-hold = Dit heb je zelf vastgezet. Je kunt het zonder de andere ouder opheffen.
refusal-erasure-of-earlier = Nummer { $entry } staat in het logboek van voordat een ouder wegging. Wie later de plaats inneemt, kan niet afspreken dat het wordt gewist. Het blijft dus staan.
refusal-hold-of-earlier = Het logboek staat vast sinds { $since }, van voordat een ouder wegging. Wie later de plaats inneemt, kan dat niet opheffen en daar niet mee akkoord gaan. Het blijft dus vaststaan.
refusal-closing-of-earlier = Een ouder is uit dit gezin weggegaan, en de woorden van die ouder staan in het logboek. Wie later de plaats inneemt, kan er niet mee akkoord gaan om het gezin te sluiten. Je eigen account kun je wel sluiten.
refusal-not-alone = De andere ouder heeft meegedaan in dit gezin, dus alleen jullie samen kunnen het sluiten. Je eigen account kun je wel sluiten.
refusal-alone-here = Niemand anders doet mee in dit gezin. Sluit in plaats daarvan het gezin: dan blijft er niets van over.
refusal-signed-other = Je toegangssleutel ondertekende een andere tekst dan waarmee je hier akkoord gaat. Er is niets veranderd.
refusal-signature-wrong = De ondertekening met je toegangssleutel past niet bij dit voorstel. Er is niets veranderd. Probeer het opnieuw.
