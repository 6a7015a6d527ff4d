# Mensen die de ouders toelaten, hun eigen pagina's, en de gezinnen van één persoon.

menu-people = Mensen die je toelaat
menu-families = Gezinnen
tab-home = Begin

role-parent = ouder
role-grandparent = grootouder
role-partner = partner van een ouder
role-sitter = oppas
role-relative = dicht bij de kinderen
role-lawyer = advocaat
role-mediator = mediator
role-therapist = therapeut
role-guardian = voogd
role-supervisor = begeleider van bezoeken
role-child = kind

people-title = Mensen die je toelaat
people-lead = Wie nog meer iets van dit gezin mag zien, wat, en tot wanneer.
people-both = Door jullie beiden toegelaten
people-both-lead = Hier wordt iemand pas toegelaten als jij en { $name } het allebei goedvinden. Ieder van jullie kan het direct beëindigen.
people-own = Je eigen advocaat, mediator of therapeut
people-own-lead = Deze mensen laat je alleen toe. Zij zien wat jullie allebei zien, zoals je het toestond, en niets persoonlijks van { $name }. Geen pagina laat { $name } zien dat zij zijn toegelaten.
people-nobody = Niemand.
people-propose = Voorstellen om iemand toe te laten
people-let-in-own = Je eigen professional toelaten
people-invited = Is nog niet gekomen. Maak een link en stuur die.
people-in = Heeft hier een account sinds { $at }.
people-over = De laatste dag is voorbij.
people-ended = Beëindigd op { $at }.
people-link = Een link maken voor { $name }
people-link-title = De link voor { $name }
people-end = Beëindigen voor { $name }
people-end-after = { $name } ziet vanaf dat moment niets meer. Je hebt { $other } hiervoor niet nodig, en { $other } ziet in het logboek dat jij het beëindigde.
people-end-after-own = { $name } ziet vanaf dat moment niets meer.
people-end-now = Nu beëindigen
people-again = { $name } opnieuw toelaten

let-in-title = Iemand toelaten
let-in-lead = Je stelt het voor; er gebeurt niets voordat { $name } akkoord is.
let-in-own-title = Je eigen professional toelaten
let-in-own-lead = Het geldt direct. { $name } wordt niets gevraagd en niets gemeld.
let-in-not-sent = Er is niets verstuurd
let-in-name = Naam
let-in-role = Als wat?
let-in-choose = Kies
let-in-child = { $name }, met een account van het kind
let-in-child-hint = Een kind met een account ziet de eigen dagen, wat je hier ook kiest.
let-in-sees = Wat mag deze persoon zien?
let-in-sees-calendar = De kalender: wie de kinderen wanneer heeft
let-in-sees-plan = Het hele ouderschapsplan
let-in-sees-record = Het logboek dat jullie allebei zien
let-in-children = Wiens dagen?
let-in-record-from = Het logboek vanaf deze dag
let-in-record-hint = Alleen voor het logboek. Wat ervoor is opgetekend, wordt niet getoond. Leeg betekent vanaf vandaag.
let-in-from-day = Vanaf
let-in-until-day = Tot en met
let-in-until-hint = Bij een professional hoort een laatste dag, hoogstens twee jaar vooruit. Bij anderen mag je het leeg laten.
let-in-until-own-hint = Hoogstens twee jaar vooruit. Je kunt de persoon opnieuw toelaten.
let-in-reason = Waarom?
let-in-reason-hint = Je mag het leeg laten. { $name } leest het, en het blijft in het logboek staan.
let-in-send = Naar { $name } sturen
let-in-own-send = Nu toelaten
let-in-no-name = Typ een naam.
let-in-no-role = Kies als wat.
let-in-too-long = Dit heeft { $found } tekens; er passen er hoogstens { $limit }.
let-in-control = Dit bevat een teken dat niet kan worden getoond.

let-in-terms = { $name } toelaten ({ $role })
let-in-whole = { $terms }: { $sees }. { $days }
let-in-from = Vanaf { $from }, zonder einde.
let-in-from-until = Van { $from } tot en met { $until }.
let-in-noted = Elke pagina die deze persoon opent, komt in het logboek dat jullie allebei zien.
let-in-means = Ieder van jullie kan dit direct beëindigen, zonder de ander.
accept-let-in-after = Daarna kan een link worden gemaakt waarmee deze persoon komt. Ieder van jullie kan het direct beëindigen.
sees-calendar = de kalender van { $children }
sees-plan = het ouderschapsplan
sees-record = het logboek vanaf { $from }
sees-record-until = het logboek van { $from } tot en met { $until }

looked-calendar = de kalender van { $from } tot en met { $until }
looked-plan = het ouderschapsplan
looked-record = nummer { $first } tot en met { $last } van het logboek
looked-record-none = een pagina van het logboek zonder inhoud

entry-let-in = { $name } ({ $role }) is toegelaten: { $sees }.
entry-guest-joined = { $name }, die was toegelaten, is gekomen.
entry-guest-ended = { $who } beëindigde het: { $name } is niet meer toegelaten.
entry-guest-over = { $name } is niet meer toegelaten.
entry-looked = Aan { $name } is getoond: { $what }.

bundle-kind-propose-let-in = Voorstel om iemand toe te laten
bundle-kind-let-in = Iemand is toegelaten
bundle-kind-guest-joined = Wie was toegelaten, is gekomen
bundle-kind-guest-ended = Iemand is niet meer toegelaten
bundle-kind-looked = Aan een professional is iets getoond

refusal-let-in-nothing = Kies wat deze persoon mag zien.
refusal-let-in-no-child = Kies wiens dagen de kalender toont.
refusal-let-in-past = De laatste dag, { $until }, is voorbij. Kies een dag die nog komt.
refusal-let-in-end = Zeg tot wanneer een professional wordt toegelaten, hoogstens { $days } dagen. Je kunt hen opnieuw toelaten.
refusal-let-in-many = Er zijn { $limit } mensen toegelaten. Beëindig eerst wat niet meer nodig is.
refusal-let-in-other = Deze persoon is al als iemand anders toegelaten. Laat die persoon als nieuw toe.
refusal-let-in-child = { $name } heeft al een account.
refusal-let-in-child-sees = Een kind ziet de eigen kalender, en niets anders.
refusal-let-in-both = Alleen je eigen advocaat, mediator of therapeut kun je in je eentje toelaten. Stel het de andere ouder voor.
refusal-let-in-nobody = Er is niemand met die naam toegelaten.
refusal-let-in-ended = Dit was al beëindigd.

guest-title = Dag { $name }
guest-by-both = { $a } en { $b } laten je toe.
guest-by-one = { $name } laat je toe.
guest-as = Als wat: { $role }.
guest-open = Wat je mag zien
guest-noted = Elke pagina die je opent, komt in het logboek van wie je toeliet: wat het was, en wanneer.
guest-not-yet = Het staat voor je open vanaf { $from }.
guest-over = De laatste dag is voorbij, dus er staat nu niets voor je open. Vraag wie je toeliet als je meer tijd nodig hebt.
guest-ended = Dit is beëindigd op { $at }. Er staat nu niets voor je open.
guest-no-plan = Er is nog geen ouderschapsplan
guest-no-plan-why = Zodra beide ouders er een zijn overeengekomen, staat het hier.
guest-record-lead = Wat je van het logboek mag zien, het nieuwste eerst. De tijden zijn die van { $zone }.
guest-record-empty = In deze dagen is niets opgetekend.

join-noted-both = Van een professional komt elke geopende pagina in het logboek dat beide ouders zien.
join-noted-one = Van een professional komt elke geopende pagina in het logboek van { $name }. De andere ouder ziet dat niet.
join-guest-mail-hint = Hiermee log je in. Niemand anders ziet het op een pagina.
join-signed-in = Je bent hier ingelogd met een eigen account. Je kunt dit daarmee aannemen: dan ga je met één keer inloggen van het ene gezin naar het andere. Niets van het ene is te zien in het andere.
join-with-account = Verder met mijn account
join-or-new = Of met een nieuw account
join-here-already = Het account dat hier is ingelogd, doet al mee in dit gezin. Log eerst uit als het voor iemand anders is.

families-title = Gezinnen
families-lead = Eén keer inloggen, elk gezin apart: niets van het ene is te zien in het andere.
families-here = Hier ben je nu.
families-go = Naar { $family }
families-more = In een ander gezin kom je met de link van een uitnodiging. Open die terwijl je bent ingelogd.

# Eén voorstel beantwoorden met een link, zonder account.

link-title = { $other } een link sturen om te antwoorden
link-lead = { $other } heeft hier nog geen account. Met deze link kan { $other } dit ene voorstel lezen en beantwoorden, en ziet verder niets.
link-address = Het e-mailadres van { $other }
link-address-hint = Het komt bij het antwoord in het logboek te staan, zodat jullie allebei weten waar de link heen ging.
link-bad-address = Dit is geen e-mailadres. Zo ziet er een uit: naam@example.org.
link-make = De link maken
link-until = Hij werkt tot { $until }, of totdat het voorstel is beantwoord, veranderd of ingetrokken.
link-send = Stuur hem zelf naar { $address }. Wie hem heeft, kan antwoorden als { $other }.
answer-page-title = Een vraag voor jou
answer-title = { $asked }, { $asker } vraagt je iets
answer-read-plan = Het hele ouderschapsplan lezen
answer-back = Terug naar de vraag
answer-agree = Akkoord
answer-agree-sure = Hiermee akkoord gaan?
answer-agree-after = Daarna geldt het voor jullie allebei, en ziet { $asker } dat je akkoord bent.
answer-why = Waarom niet?
answer-why-hint = Je mag het leeg laten. { $asker } leest het, en het blijft in het logboek staan.
answer-decline-link = Niet akkoord
answer-newer = Er is een nieuwer voorstel sinds deze link is gemaakt. Vraag om een andere link.
answer-no-account = Je hebt hiervoor geen account nodig. Je antwoord wordt opgetekend met het adres waar deze link heen ging. Was hij niet voor jou bedoeld, antwoord dan niet en laat het { $asker } weten.
answer-gone = Deze link werkt niet meer
answer-gone-why = Misschien is hij te oud, of heb je inmiddels een account. Heb je er een, log dan in: daar staat de vraag.
answer-by-link = Het antwoord kwam via een link die voor { $address } was gemaakt, zonder account.
