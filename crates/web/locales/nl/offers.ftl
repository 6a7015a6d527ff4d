# Voorstellen naast een plan en een ruil: wat je kunt voorstellen, de formulieren, wat er zou veranderen, wat erna komt.

# Kiezen
offer-choose = Wat wil je voorstellen?
offer-choose-lead = { $name } ziet het zodra je het verstuurt. Zolang jullie het niet eens zijn, blijft alles zoals het is.
list-choose = Iets voorstellen
propose-other = Iets anders voorstellen
propose-handover = Andere tijd of plaats
offer-kind-swap = Een ruil
offer-about-swap = De kinderen zijn een tijd bij de andere ouder, misschien in ruil voor andere tijd.
offer-kind-plan = Een plan
offer-about-plan = Bij wie de kinderen wanneer zijn, vanaf een dag. Voor het meeste wat je kunt voorstellen is eerst een plan nodig.
offer-kind-visit = Tijd vragen of aanbieden
offer-about-visit = Een extra bezoek, een langer of een korter bezoek, ook voor vandaag.
offer-kind-handover = Andere tijd of plaats van een overdracht
offer-about-handover = Eén overdracht is eerder of later, ergens anders, of iemand anders brengt de kinderen.
offer-kind-first = Jouw zorg eerst aanbieden
offer-about-first = Je bent weg in je eigen tijd, en biedt die zorg aan de andere ouder aan voordat je iets anders regelt.
offer-kind-holiday = Welk deel van een vakantie
offer-about-holiday = Een keuze die het plan openlaat, in een of meer alternatieven.
offer-kind-trip = Een reis met de kinderen
offer-about-trip = Dagen, plaats en papieren. Als jullie het eens zijn, is er een toestemmingsformulier om te printen.
offer-kind-decision = Een beslissing
offer-about-decision = School, medische zorg, een paspoort, een activiteit, verhuizen, of iets anders wat jullie samen beslissen.
offer-kind-make-up = Gemiste tijd inhalen
offer-about-make-up = Andere tijd voor zorg die niet doorging.

# De formulieren
offer-preview = Bekijken voordat je verstuurt
offer-reason = Wil je er iets bij zeggen?
offer-way = Bij wie zouden de kinderen zijn?
offer-way-ask = Bij mij: ik vraag om tijd
offer-way-offer = Bij { $name }: ik bied tijd aan
offer-alternative-first = Eerste keus
offer-or-else = Of anders…
offer-or-else-hint = Een andere tijd die ook goed is. { $name } kiest er een.
offer-more = Nog een alternatief toevoegen
offer-clause = Om welke vakantie gaat het?
offer-clause-none = Geen uit het plan
offer-missed-which = Voor welke gemiste tijd?
offer-missed = { $children } bij { $name }, { $from } tot { $until }
offer-none-missed = Niemand heeft gezegd dat er zorg is gemist, dus er valt niets in te halen. Dat kan op de pagina van die dag.
offer-none-handover = De komende weken is er geen overdracht.
offer-which-handover = Welke overdracht?
offer-handover-which = { $at }: { $children } naar { $name }
offer-new-time = Wanneer zou het zijn?
offer-new-time-hint = Zoals het nu is afgesproken. Pas aan wat anders moet.
offer-new-place = Waar zou het zijn?
offer-unchanged = Laat het leeg als de plaats hetzelfde blijft.
offer-new-brings = Wie zou de kinderen brengen?
offer-brings-same = Zoals afgesproken
offer-answer-by = Vraag om een antwoord vóór een bepaalde tijd
offer-answer-by-hint = Anders kan het beantwoord worden tot het zou beginnen. Zonder antwoord blijft alles zoals het is.

# Reizen
trip-first-day = Eerste dag
trip-last-day = Laatste dag
trip-destination = Waarheen?
trip-destination-hint = Een land of een plaats.
trip-address = Adres tijdens de reis
trip-contact = Bereikbaar tijdens de reis
trip-travel = Vervoer
trip-papers = Wat er meegaat
trip-time = Tijd die niet van jou is
trip-time-hint = Een reis verandert op zichzelf niets aan bij wie de kinderen zijn. Valt een deel in de tijd van de andere ouder, vraag die dan hier.
trip-move = Ik vraag om alle tijd van deze reis
trip-leaves = Vertrek om
trip-returns = Terug om
trip-moves-nothing = { $n ->
    [one] Eén nacht van deze reis is volgens jullie afspraken bij de ouder die niet meegaat. Dit voorstel vraagt daar niet om.
   *[other] { $n } nachten van deze reis zijn volgens jullie afspraken bij de ouder die niet meegaat. Dit voorstel vraagt daar niet om.
}
paper-passport = Paspoort
paper-identity-card = Identiteitskaart
paper-consent-form = Ondertekend toestemmingsformulier
paper-insurance-card = Zorgpas
paper-medicine = Medicijnen

# Beslissingen
decide-about = Waar gaat het over?
decide-school = School
decide-medical = Medische zorg
decide-passport = Paspoort
decide-activity = Activiteit
decide-moving = Verhuizen
decide-religion = Geloof
decide-other = Iets anders
decide-title = Hoe heet het?
decide-title-hint = In een paar woorden, zoals: Zwemles op woensdag.
decide-text = Wat zouden jullie beslissen?
decide-text-hint = { $name } gaat akkoord met precies deze woorden.

# Wat er wordt voorgesteld, in één regel
offer-title-first = Eerst aangeboden zorg: { $what }
offer-title-holiday = Vakantie: { $what }
offer-title-make-up = Om gemiste tijd in te halen: { $what }
offer-title-or = { $n ->
    [one] { $what }, of een andere tijd
   *[other] { $what }, of een van { $n } andere tijden
}
offer-handover = De overdracht van { $children } naar { $name }, { $planned }: { $parts }
offer-handover-at = op een andere tijd, { $at }
offer-handover-place = op een andere plaats, { $place }
offer-handover-brings = { $name } brengt
offer-trip = { $children } op reis met { $name }: { $destination }, { $from } t/m { $last }
offer-decision = { $about }, voor { $children }: { $title }
offer-alternative = Alternatief { $number }
offer-alternative-past = De tijd hiervan is begonnen, dus dit kan niet meer gekozen worden.
offer-alternative-chosen = Dit is gekozen.
offer-which = Welke kies je?

# Wat je moet weten voordat je verstuurt of antwoordt
offer-due = Het plan vraagt wie langer dan { $hours } uur weg is om die zorg eerst aan te bieden.
offer-leaves-open = Het plan laat dit open:
offer-by = Er wordt om een antwoord gevraagd vóór { $by }.
offer-expires = Het kan beantwoord worden tot { $at }.
offer-over = Er kwam geen antwoord in de tijd die daarvoor gevraagd was. Alles is gebleven zoals het was.
offer-freed = Deze zorg wordt niet overgenomen, dus { $name } mag er iets voor regelen.
offer-after-decision = Daarna hebben jullie dit samen beslist. Het staat in deze woorden in het logboek.
offer-after-trip = Daarna hebben jullie allebei toestemming gegeven voor deze reis, en kan ieder het toestemmingsformulier printen.
offer-talk-link = Berichten over dit voorstel
breach-head = Het plan heeft een grens
breach-may = Jullie mogen voor één keer iets anders afspreken.
breach-away = { $children }: { $found } achter elkaar niet bij { $name }, { $from } t/m { $last }. Het plan staat ten hoogste { $limit } toe.
breach-handovers = { $children }: { $found } van { $from } t/m { $last }. Het plan staat ten hoogste { $limit } toe.
breach-together = { $children }: { $found } samen van { $from } t/m { $last }. Het plan vraagt ten minste { $limit }.
breach-with = { $children }: { $found } bij { $name } van { $from } t/m { $last }. Het plan vraagt ten minste { $limit }.
amount-nights = { $n ->
    [one] 1 nacht
   *[other] { $n } nachten
}
amount-days = { $n ->
    [one] 1 dag
   *[other] { $n } dagen
}
amount-handovers = { $n ->
    [one] 1 overdracht
   *[other] { $n } overdrachten
}
amount-hours = { $n ->
    [one] 1 uur
   *[other] { $n } uur
}
answer-agree-to = Ik ga akkoord met alternatief { $number }

# Twee keer niet akkoord
dispute-head = Hoe jullie verder kunnen
dispute-twice = Over hetzelfde werden jullie het eerder niet eens, in
dispute-clause = Het plan zegt wat er dan komt:
dispute-no-clause = Het plan zegt niet wat er dan komt. Deze stappen kunnen helpen:
dispute-talk = Praat erover.
dispute-talk-link = Over dit voorstel schrijven
dispute-mediator = Laat een mediator helpen, die alleen dit ene voorstel ziet.
dispute-mediator-link = Een mediator bij dit voorstel toelaten
dispute-again = Stel het nog eens voor, met een dag waarvoor je om een antwoord vraagt.
dispute-again-link = Nog eens voorstellen
dispute-until = Tot en met { $day }, zoals het plan zegt.

# Het toestemmingsformulier
consent-get = Toestemmingsformulier als PDF
consent-what = Op papier, met ruimte voor beide handtekeningen, in jouw taal en een andere.

# Wat er mis kan zijn met een veld
wrong-no-way = Kies of je om tijd vraagt of tijd aanbiedt.
wrong-no-handover = Kies een overdracht die jullie hebben afgesproken.
wrong-no-missed = Kies gemiste zorg.
wrong-no-choice = Kies een van deze.
wrong-missing = Vul dit in.
wrong-alternative = Alternatief { $number } kan niet zo worden voorgesteld. { $why }

# Als de regels van het gezin nee zeggen
refusal-offer-expired = Dit kon beantwoord worden tot { $at }. Er is niets veranderd. Je kunt iets nieuws voorstellen.
refusal-deadline-past = Er wordt om een antwoord gevraagd vóór { $by }, en dat is voorbij. Kies een tijd die nog komt.
refusal-deadline-late = Er wordt om een antwoord gevraagd vóór { $by }, maar dit begint op { $begins }. Kies een eerdere tijd voor het antwoord.
refusal-deadline-far = Je kunt om een antwoord vragen binnen ten hoogste { $days } dagen.
refusal-no-alternative = Dit voorstel heeft zo’n alternatief niet. Kies een van de alternatieven die het noemt.
refusal-alternative-count = Een voorstel heeft 1 tot { $limit } alternatieven.
refusal-same-alternatives = Twee van de alternatieven zijn hetzelfde.
refusal-one-alternative = Wie weg is biedt precies die tijd aan, zonder alternatieven.
refusal-not-own-care = Hier kan alleen zorg worden aangeboden van de ouder die weg is. Vanaf { $start } zijn volgens jullie afspraken niet al deze kinderen de hele tijd bij die ouder.
refusal-not-your-care = Alleen de ouder die weg is biedt de eigen zorg eerst aan. Je kunt om een bezoek vragen.
refusal-no-clause = Het plan heeft geen artikel ‘{ $id }’.
refusal-nothing-missed = Nummer { $entry } zegt niet dat er zorg is gemist, dus er valt niets in te halen.
refusal-makes-up-to-another = Tijd om gemiste zorg in te halen is voor de ouder die de zorg miste, met dezelfde kinderen.
refusal-no-handover = Volgens jullie afspraken is er op { $planned } geen overdracht van deze kinderen. Kijk in de agenda.
refusal-handover-far = Een overdracht kan ten hoogste { $hours } uur verschuiven. Stel voor meer een ruil voor.
refusal-handover-crosses = Tussen { $start } en { $end } gaan de kinderen nog een keer over. Stel daarvoor een ruil voor.
refusal-trip-backwards = De laatste dag van de reis mag niet vóór de eerste liggen, { $from }.
refusal-trip-past = De reis begint op { $from }, en dat is voorbij. Kies een dag die nog komt.
refusal-trip-long = Een reis duurt ten hoogste { $days } dagen.
refusal-trip-far = De reis begint op { $from }, en dat is te ver weg.
refusal-trip-papers = Noem alles wat er meegaat één keer.

# Een mediator die één voorstel ziet
let-in-sees-proposal = Voorstel { $number }, en verder niets
sees-proposal = voorstel { $number }
guest-proposal-lead = Alles wat hierin is voorgesteld en geantwoord, het oudste eerst.
guest-proposal-last = Hoe het ervoor staat
