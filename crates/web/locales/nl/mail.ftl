# Brieven per e-mail. Er wordt niemand en niets in genoemd, tenzij de lezer daarvoor koos.

mail-subject = Een bericht over inloggen
mail-neutral = Dit bericht noemt met opzet niemand en zegt verder niets: misschien lezen anderen je mail.
mail-record = Hieronder staat de stand van het logboek.
mail-look = Hier zie je waar je bent ingelogd: { $link }

mail-recovery = Iemand heeft gevraagd om een weg terug naar het account dat bij dit adres hoort op { $site }.
mail-recovery-link = Was jij het? Met deze link kun je een nieuw wachtwoord kiezen, van { $due } tot { $until } (tijdzone { $zone }). Daarvóór laat de link alleen zien hoe lang je nog moet wachten.
mail-recovery-not-you = Was jij het niet? Log dan in en stop het. Elke pagina laat zien hoe. Kun je niet inloggen, vraag het dan aan wie de server beheert.

mail-begun-mail = Iemand heeft per e-mail gevraagd om een weg terug naar jouw account op { $site }.
mail-begun-operator = Wie de server op { $site } beheert, heeft een weg terug naar jouw account in gang gezet.
mail-begun-due = Die weg gaat open op { $due } (tijdzone { $zone }). Wie de link heeft, kan dan een nieuw wachtwoord kiezen.

mail-stopped = De weg terug naar jouw account op { $site } is stopgezet. De link werkt niet meer.

mail-done = Voor jouw account op { $site } is een nieuw wachtwoord gekozen, via een weg terug waar dagen geleden om is gevraagd. Elk apparaat dat was ingelogd, is uitgelogd. Passkeys blijven werken.
mail-done-not-you = Was jij het niet? Log dan in met een passkey, kies een ander wachtwoord en verwijder wat niet van jou is. Heb je geen passkey, vraag het dan aan wie de server beheert.

mail-sign-in = Op { $at } (tijdzone { $zone }) heeft iemand met een onbekend apparaat ingelogd op jouw account op { $site }.
mail-sign-in-not-you = Was jij het niet? Log dat apparaat dan uit en kies een ander wachtwoord.

mail-moved = Berichten over inloggen op jouw account op { $site } gaan vanaf nu ergens anders heen.
mail-moved-not-you = Was jij het niet? Log dan in, kies een ander wachtwoord en zet dit recht.

mail-here = Berichten over inloggen op een account op { $site } komen vanaf nu hier. Heb je daar geen account, dan heeft iemand een adres verkeerd getypt: je hoeft niets te doen.

mail-subject-answer = Een vraag die op je antwoord wacht
mail-answer = Iemand vraagt je iets op { $site } en wacht op je antwoord. Je hebt daar geen account voor nodig.
mail-answer-link = Met deze link kun je de vraag lezen en beantwoorden tot { $until } (tijdzone { $zone }). De link opent alleen deze ene vraag. Geef hem niet door: wie hem heeft, kan in jouw plaats antwoorden.
mail-answer-not-you = Weet je niet waar dit over gaat, dan hoef je niets te doen.

mail-address-moved = Vanaf nu wordt op jouw account op { $site } ingelogd met een ander adres, niet meer met dit adres.
mail-address-moved-not-you = Was jij het niet? Dan had iemand anders je wachtwoord of passkey. Vraag aan wie de server beheert om een weg terug voor je in gang te zetten.
mail-address-here = Vanaf nu wordt met dit adres ingelogd op een account op { $site }. Heb je daar geen account, dan heeft iemand een adres verkeerd getypt: je hoeft niets te doen.

# Wat er kwam, en overzichten. Hun onderwerp is altijd hetzelfde.
mail-subject-news = Iets nieuws in Parenthesis
mail-subject-overview = Jouw overzicht
mail-news = Er is iets nieuws voor je. Hier vind je het: { $link }
mail-news-named = Nieuw voor jou
mail-news-message = { $n ->
    [one] 1 bericht van { $from }
   *[other] { $n } berichten van { $from }
}
mail-news-proposal = { $n ->
    [one] 1 voorstel van { $from } dat op jouw antwoord wacht
   *[other] { $n } voorstellen van { $from } die op jouw antwoord wachten
}
mail-news-answer = { $n ->
    [one] 1 voorstel dat { $from } heeft beantwoord of ingetrokken
   *[other] { $n } voorstellen die { $from } heeft beantwoord of ingetrokken
}
mail-news-care = { $n ->
    [one] 1 notitie van { $from } over hoe de zorg ging
   *[other] { $n } notities van { $from } over hoe de zorg ging
}
mail-news-reminder = { $n ->
    [one] 1 voorstel van { $from } dat nog op jouw antwoord wacht
   *[other] { $n } voorstellen van { $from } die nog op jouw antwoord wachten
}
mail-news-people = { $n ->
    [one] 1 verandering in wie er meedoet
   *[other] { $n } veranderingen in wie er meedoet
}
mail-there = Alles staat hier: { $link }
mail-named = Je hebt ervoor gekozen dat deze berichten zeggen wat er is en van wie. Wie verder nog je mail ziet, kan dat ook lezen.
mail-stop = Hier kies je wanneer zulke berichten komen, wat ze mogen zeggen en of je ze wilt krijgen: { $link }

mail-overview = Jouw overzicht van de komende { $days } dagen.
mail-overview-handovers = { $n ->
    [0] Geen overdrachten
    [one] 1 overdracht
   *[other] { $n } overdrachten
}
mail-overview-questions = { $n ->
    [0] Geen vragen die op jouw antwoord wachten
    [one] 1 vraag wacht op jouw antwoord
   *[other] { $n } vragen wachten op jouw antwoord
}
mail-overview-messages = { $n ->
    [0] Geen nieuwe berichten
    [one] 1 nieuw bericht
   *[other] { $n } nieuwe berichten
}
mail-overview-zone = De tijden gelden in de tijdzone { $zone }.
mail-overview-step = { $at }: { $kids } naar { $name }.
mail-overview-comes = { $at }: { $name } komt bij { $kids }.
mail-overview-where = { $said } Waar: { $place }
mail-overview-question = Voorstel { $number } van { $from }.
mail-overview-question-until = Voorstel { $number } van { $from }: je kunt antwoorden tot { $until }.
mail-overview-more = { $n ->
    [one] En nog 1.
   *[other] En nog { $n }.
}

mail-subject-test = Een test van berichten per e-mail
mail-test = Wie de server op { $site } beheert, test of de berichten van die server aankomen. Dit bericht is aangekomen. Je hoeft niets te doen.
