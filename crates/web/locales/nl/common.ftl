# Woorden van het raam om elke pagina.

and = en
skip = Naar de inhoud
menu = Menu
menu-access = Inloggen en apparaten
close = Sluiten
leave = Snel weg
leave-explained = Snel weg vergrendelt je sessie en opent een neutrale pagina. De geschiedenis van je browser blijft staan.
sign-out = Uitloggen
language = Taal
main-places = Hoofdmenu
you-are = Je bent { $name }.
door-foot = Wie deze server beheert, kan lezen wat hier is opgeslagen. Het logboek kan laten zien of er iets is veranderd, niet of het waar is.

tab-today = Vandaag
tab-calendar = Agenda
tab-messages = Berichten
tab-new = { $n ->
    [one] , 1 nieuw
   *[other] , { $n } nieuw
}
tab-proposals = Voorstellen
tab-plan = Plan
tab-record = Logboek
tab-waits = { $n ->
    [one] , 1 wacht op jouw antwoord
   *[other] , { $n } wachten op jouw antwoord
}

clause = Artikel { $number }
clause-plan-until = van het plan tot { $day }
clause-plan-from = van het plan vanaf { $day }
form-attention = { $n ->
    [one] Eén ding vraagt je aandacht. Wat je typte staat er nog.
   *[other] { $n } dingen vragen je aandacht. Wat je typte staat er nog.
}

# Momenten en duur.
when-today = vandaag { $time }
when-tomorrow = morgen { $time }
when-end-of = het einde van { $day }
when-now = nu
when-in = over { $span }
when-days = { $n ->
    [one] 1 dag
   *[other] { $n } dagen
}
when-hours = { $n ->
    [one] 1 uur
   *[other] { $n } uur
}
when-minutes = { $n ->
    [one] 1 minuut
   *[other] { $n } minuten
}
