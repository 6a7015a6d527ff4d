# De tablet van de kinderen: weinig woorden, voor wie ze leest of laat voorlezen.

tablet-title = Bellen
tablet-for-parents = Voor ouders
tablet-who = Wie wil je bellen?
tablet-call = Bel { $name }
tablet-nobody = Er is nu niemand om te bellen
tablet-asleep = Welterusten
tablet-tonight = Vannacht bij { $name }
tablet-nothing-kept = Niemand luistert stiekem mee, en wat je ziet of zegt wordt niet bewaard.
tablet-rings = { $name } belt
tablet-answer = Opnemen
tablet-not-now = Nu niet
tablet-calling = { $name } wordt gebeld
tablet-with = Met { $name }
tablet-hang-up = Ophangen
tablet-own-picture = Jij
tablet-needs-script = Bellen lukt niet in deze browser. Vraag het een ouder.
tablet-offline = Geen verbinding. Vraag het een ouder.
tablet-ask-a-parent = Vraag het een ouder
tablet-ended = Met deze tablet kun je nu niemand bellen.
tablet-trouble = Dat lukte niet
tablet-back = Terug naar de gezichten

tablet-pair-title = Maak hiervan de tablet ‘{ $name }’
tablet-pair-what = Er staan gezichten op: van wie de kinderen op dat moment kunnen bellen. En bij wie ze vannacht slapen. Eén tik belt.
tablet-pair-not = Je ziet er geen berichten, kosten of voorstellen op, geen adres en niets van je account. In het logboek zien jullie allebei dat de tablet gekoppeld is.
tablet-pair-quiet = Van { $from } tot { $until } is het stil: dan gaat hij alleen over bij een gesprek uit het plan.
tablet-pair-end = Jullie kunnen hem allebei meteen beëindigen.
tablet-pair-signed-in = In deze browser is iemand ingelogd. Log hier daarna uit; anders kan wie de tablet vasthoudt die pagina’s openen.
tablet-pair-do = Maak er de tablet van
tablet-pair-over = Deze code is voorbij
tablet-pair-over-why = Met een code koppel je één tablet, binnen tien minuten. Maak op je eigen apparaat een nieuwe, bij Bellen, Tablets.
