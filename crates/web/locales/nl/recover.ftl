# De weg terug naar binnen, en wat elke pagina over inloggen vertelt.

lost-link = Ik kom er niet in
lost-title = Je komt er niet in
lost-what = Ben je je wachtwoord en al je passkeys kwijt, dan kunnen we je een link mailen. Die gaat na { $hours } uur open, zodat wie op jouw account is ingelogd het eerst ziet en het kan stoppen.
lost-sooner = Is er nog een apparaat waarop je bent ingelogd? Kies dan daar een nieuw wachtwoord. Wie deze server beheert, kan ook helpen.
lost-send = Mail me een link
lost-waits = Wacht een uur en vraag het dan opnieuw. Er is niets veranderd.
lost-asked = Als dit adres hier bekend is, is er een bericht onderweg.
lost-asked-then = De link daarin gaat na { $hours } uur open. Nog eens vragen maakt dat niet vroeger of later.
lost-asked-none = Geen bericht? Kijk bij de ongewenste mail, kijk het adres na, of vraag het aan wie deze server beheert.

recover-title = Een nieuw wachtwoord
recover-waits = Deze link gaat later open
recover-waits-until = Je kunt een nieuw wachtwoord kiezen vanaf { $due } (tijdzone { $zone }).
recover-waits-why = Tot dan laat elk apparaat dat op dit account is ingelogd zien dat iemand weer naar binnen wil, en kan het stoppen. Zo blijft wie alleen je mail kan lezen buiten.
recover-waits-keep = Bewaar deze link en open hem dan opnieuw. Er is nog niets veranderd.
recover-gone = Deze link werkt niet
recover-gone-why = Hij is gebruikt, gestopt, afgelopen of niet compleet. Vraag een nieuwe als je die nog nodig hebt.
recover-error = Er is nog geen wachtwoord gekozen
recover-what = Kies een nieuw wachtwoord. Iedereen die op dit account is ingelogd, wordt uitgelogd.
recover-codes = Er wordt niet meer om codes uit een app gevraagd, en codes op papier vervallen. Passkeys blijven: loop ze daarna na, en stel codes opnieuw in.
recover-send = Kiezen en inloggen
recover-until = Deze link werkt tot { $until } (tijdzone { $zone }), en één keer.

alerts-told = Over je account
alerts-recovery-mail = Iemand heeft per e-mail om een weg terug naar jouw account gevraagd. Vanaf { $due } (tijdzone { $zone }) kan wie de gemailde link heeft een nieuw wachtwoord kiezen, en is dan binnen.
alerts-recovery-operator = Wie deze server beheert, heeft een weg terug naar jouw account in gang gezet. Vanaf { $due } (tijdzone { $zone }) kan wie de link heeft een nieuw wachtwoord kiezen, en is dan binnen.
alerts-recovery-not-you = Wilde je dit niet? Stop het dan.
alerts-recovery-stop = Stoppen
alerts-sign-ins = { $n ->
    [one] Iemand heeft op jouw account ingelogd met een apparaat dat niet bekend was: { $last }.
   *[other] { $n } keer heeft iemand op jouw account ingelogd met een apparaat dat niet bekend was, het laatst { $last }.
}
alerts-sign-ins-look = Was jij het niet? Log dat apparaat dan uit en kies een ander wachtwoord:
alerts-sign-ins-seen = Ik was het
alerts-sign-ins-new-here = Dit apparaat is hier ook nieuw, dus het kan dit nog niet wegzetten. Doe het op een apparaat waarop je al was ingelogd, of over drie dagen.

access-stopped = Gestopt. De link opent niets meer.
access-recovered = Je bent weer binnen, met een nieuw wachtwoord. Alle anderen zijn uitgelogd. Loop na wat hieronder staat: verwijder elke passkey die niet van jou is, en stel codes opnieuw in.
access-alerts = Berichten over inloggen
access-alerts-what = Als iemand op jouw account inlogt met een apparaat dat niet bekend was, laten je andere apparaten dat zien en gaat er een bericht uit. Het noemt niemand. Waarheen?
access-alerts-to = Berichten gaan
access-alerts-account = naar het adres waarmee ik inlog
access-alerts-other = naar een ander adres
access-alerts-nowhere = nergens heen
access-alerts-mail = Het andere adres
access-alerts-mail-hint = Een adres dat niemand anders leest. Berichten over een weg terug naar binnen gaan altijd naar het adres waarmee je inlogt, en ook naar dit.
access-alerts-wrong = Dit is geen e-mailadres.
access-alerts-send = Daarheen sturen

access-did-recovery-mail = Per e-mail om een weg terug naar binnen gevraagd
access-did-recovery-operator = Weg terug naar binnen begonnen door wie de server beheert
access-did-recovery-stopped = De weg terug naar binnen gestopt
access-did-recovered = Nieuw wachtwoord gekozen via een weg terug naar binnen; overal uitgelogd, geen codes meer gevraagd
access-did-alerts = Berichten over inloggen gaan ergens anders heen
