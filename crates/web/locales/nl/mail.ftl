# Brieven per e-mail. Er wordt niemand en niets in genoemd, tenzij de lezer daarvoor koos.

mail-subject = Een bericht over inloggen
mail-neutral = Dit bericht noemt met opzet niemand en verder niets: misschien lezen anderen je mail.
mail-record = Wat volgt, laat zien hoe ver het logboek is.
mail-look = Hier zie je waar je bent ingelogd: { $link }

mail-recovery = Iemand heeft gevraagd om een weg terug naar het account dat bij dit adres hoort op { $site }.
mail-recovery-link = Was jij het: met deze link kun je een nieuw wachtwoord kiezen, vanaf { $due } en tot { $until } (tijdzone { $zone }). Tot dan laat de link alleen zien hoe lang je nog moet wachten.
mail-recovery-not-you = Was jij het niet: log in en stop het. Elke pagina laat zien hoe. Kun je niet inloggen, vraag het dan wie de server beheert.

mail-begun-mail = Iemand heeft per e-mail gevraagd om een weg terug naar jouw account op { $site }.
mail-begun-operator = Wie de server op { $site } beheert, is een weg terug naar jouw account begonnen.
mail-begun-due = Hij gaat open op { $due } (tijdzone { $zone }). Wie de link heeft, kan dan een nieuw wachtwoord kiezen.

mail-stopped = De weg terug naar jouw account op { $site } is gestopt. De link opent niets meer.

mail-done = Voor jouw account op { $site } is een nieuw wachtwoord gekozen, via een weg terug die dagen geleden is gevraagd. Iedereen die was ingelogd, is uitgelogd. Passkeys blijven.
mail-done-not-you = Was jij het niet: log in met een passkey, kies een ander wachtwoord en verwijder wat niet van jou is. Heb je er geen, vraag het dan wie de server beheert.

mail-sign-in = Iemand heeft op jouw account op { $site } ingelogd met een apparaat dat niet bekend was: { $at } (tijdzone { $zone }).
mail-sign-in-not-you = Was jij het niet, log dat apparaat dan uit en kies een ander wachtwoord.

mail-moved = Berichten over inloggen op jouw account op { $site } gaan vanaf nu ergens anders heen.
mail-moved-not-you = Was jij het niet, log dan in, kies een ander wachtwoord en zet dit recht.

mail-here = Berichten over inloggen op een account op { $site } komen vanaf nu hier. Heb je daar geen account, dan heeft iemand een adres verkeerd getypt: je hoeft niets te doen.

mail-subject-answer = Een vraag die op je antwoord wacht
mail-answer = Iemand vraagt om je antwoord op { $site }, waar je geen account hebt.
mail-answer-link = Met deze link kun je de vraag lezen en beantwoorden tot { $until } (tijdzone { $zone }). Hij opent alleen deze ene zaak. Geef hem niet door: wie hem heeft, kan voor jou antwoorden.
mail-answer-not-you = Weet je niet waar dit over gaat, dan hoef je niets te doen.

mail-address-moved = Voortaan wordt op jouw account op { $site } ingelogd met een ander adres, in plaats van dit.
mail-address-moved-not-you = Was jij het niet: wie het deed, had je wachtwoord of passkey. Vraag wie de server beheert om een weg terug voor je te beginnen.
mail-address-here = Voortaan wordt met dit adres ingelogd op een account op { $site }. Heb je daar geen account, dan heeft iemand een adres verkeerd getypt: je hoeft niets te doen.

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
    [one] 1 voorstel dat { $from } beantwoordde of introk
   *[other] { $n } voorstellen die { $from } beantwoordde of introk
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
mail-there = Hier vind je het: { $link }
mail-named = Jij koos dat deze berichten zeggen wat er is en van wie. Wie je mail nog meer ziet, kan dat ook zien.
mail-stop = Hier kies je wanneer zulke berichten komen, wat ze mogen zeggen, en of er wel een komt: { $link }

mail-overview = Jouw overzicht van de komende { $days } dagen.
mail-overview-handovers = { $n ->
    [0] Geen overdrachten
    [one] 1 overdracht
   *[other] { $n } overdrachten
}
mail-overview-questions = { $n ->
    [0] Geen vraag wacht op jouw antwoord
    [one] 1 vraag wacht op jouw antwoord
   *[other] { $n } vragen wachten op jouw antwoord
}
mail-overview-messages = { $n ->
    [0] Geen berichten die nieuw voor je zijn
    [one] 1 bericht dat nieuw voor je is
   *[other] { $n } berichten die nieuw voor je zijn
}
mail-overview-zone = Tijden zijn die van { $zone }.
mail-overview-step = { $at }: { $kids } naar { $name }.
mail-overview-comes = { $at }: { $name } komt bij { $kids }.
mail-overview-where = { $said } Waar: { $place }
mail-overview-question = Voorstel { $number } van { $from }.
mail-overview-question-until = Voorstel { $number } van { $from }: je kunt antwoorden tot { $until }.
mail-overview-more = { $n ->
    [one] En nog 1.
   *[other] En nog { $n }.
}

mail-subject-test = Een proef met berichten per e-mail
mail-test = Wie de server op { $site } beheert, probeert of de berichten ervan aankomen. Dit bericht kwam aan. Je hoeft niets te doen.
