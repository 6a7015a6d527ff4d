# Vandaag.

today-you = je bent { $name }
today-where = Waar de kinderen nu zijn
today-until = tot
today-from = vanaf
today-none-here = Geen van de kinderen is nu hier.
today-next = Volgende overdracht
today-no-next = In de komende weken staat er geen overdracht in het plan.
today-after = Daarna
today-word = vandaag, { $date }
tomorrow-word = morgen, { $date }
today-goes = { $n ->
    [one] { $kids } gaat van { $from } naar { $to }.
   *[other] { $kids } gaan van { $from } naar { $to }.
}
fact-who = Wie brengt
fact-where = Waar
fact-bag = In de tas
fact-why = Waarom
today-asks = Wacht op jouw antwoord
today-asked = vroeg dit op { $at }.
today-nothing-waits = Er wacht niets op jou. Als { $name } iets vraagt, staat het hier.
today-next-is = De volgende overdracht is op { $at }.
today-waits-other = Wacht op { $name }: { $what }
today-week = Deze week
today-weeks = Deze week en volgende week
today-week-span = { $from } tot en met { $to }
open-calendar = Open de agenda

# Als het anders is dan anders.
today-no-plan-title = Er is nog geen plan
today-no-plan = Zodra jullie het samen eens zijn over een plan, staat hier waar elk kind is en wanneer de volgende overdracht is.
today-open-offer = Lees wat er is voorgesteld
today-not-joined = { $name } doet nog niet mee.
today-alone = Je kunt hier alles gebruiken. Wat jullie samen moeten beslissen, wacht tot dan.
today-begins = Het plan begint op { $day }. Tot die dag zegt het niets.
today-ended = Het plan eindigde na { $day }. Wat jullie hierna afspreken, sluit daarop aan.
today-silent = Geen artikel van het plan zegt bij wie { $kids } nu { $n ->
    [one] is
   *[other] zijn
}. Jullie kunnen het afspreken met een voorstel.
today-outside = Het plan zegt niet bij wie { $kids } nu { $n ->
    [one] is
   *[other] zijn
}.
