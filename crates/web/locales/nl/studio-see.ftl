# Het werkblad voor het plan: concepten, waar een concept op neerkomt, twee plannen naast elkaar, wat als.

# Twaalf maanden.
year-heading = Wie is bij wie, { $from } tot en met { $to }
year-label = Twaalf maanden: een rij per maand, een kolom per dag. Banen van boven naar beneden: { $lanes }. Hetzelfde staat in de zin hieronder en in de tabel.
year-all-short = alle
year-together = Alle kinderen samen
year-sentence = Nachten van { $from } tot en met { $to }. { $said }
year-nights = { $kids }: { $nights_a ->
    [one] 1 nacht
   *[other] { $nights_a } nachten
} bij { $a }, { $nights_b } bij { $b }.
year-holiday = schoolvakantie
year-differing = waar de twee verschillen
year-now = nu
year-limit = voorbij een grens van het plan
year-silent = geen artikel zegt iets
year-by-clause = Laat de dagen van één artikel zien
year-only-one = Je ziet alleen de dagen van dit artikel.
year-all-days = Laat alle dagen zien
year-show-clause = Laat zien in het jaar
year-table = Hetzelfde jaar als tabel
year-caption = Nachten bij elke ouder per maand
year-month = Maand
year-sum = Samen
year-months = Eén maand, dag voor dag
year-ahead = Het plan begint op { $day }; het jaar telt vanaf die dag.

# Een concept.
see-state = Een concept van jou. Het is niet voorgesteld aan { $name }, en niemand anders kan het zien.
see-state-unanswered = Een paar vragen staan nog open, dus er is nog geen plan. Niemand anders kan dit concept zien.
see-state-unsound = In de tekst staan plekken die nog niet te begrijpen zijn. Niemand anders kan dit concept zien.
see-kept = Voor het laatst bewaard op { $at }.
see-far = De eerste dag van dit plan is te ver weg om te bekijken.
see-not-kept = De naam is niet veranderd
see-unanswered = Wat je nog kunt beantwoorden
see-unanswered-what = Zodra de antwoorden er zijn die een plan nodig heeft, komt er een plan uit. Je kunt bij elke vraag verder gaan.
see-needed = nodig voor een plan
see-open-questions = Ga verder met de vragen
see-unsound = De tekst is nog geen plan
see-unsound-what = { $n ->
    [one] Eén plek erin is niet te begrijpen.
   *[other] { $n } plekken erin zijn niet te begrijpen.
} Bij de tekst staat waar, en wat er zou kunnen staan.
see-open-text = Open de tekst
see-clauses = { $n ->
    [one] 1 artikel.
   *[other] { $n } artikelen.
}
see-from = Als jullie het vandaag eens werden, zou het gelden vanaf { $day }.
see-cannot-follow = Zo kan het niet worden voorgesteld: { $why }
see-nobodys = Een deel van de tijd is van niemand: { $clashes ->
    [0] geen artikelen spreken elkaar tegen
    [one] één keer spreken artikelen elkaar tegen
   *[other] { $clashes } keer spreken artikelen elkaar tegen
}, en { $gaps ->
    [0] over alle tijd zegt wel een artikel iets
    [one] over één stuk tijd zegt geen artikel iets
   *[other] over { $gaps } stukken tijd zegt geen artikel iets
}. Je kunt het voorstellen zodra alle tijd van iemand is.
see-nobodys-where = Bekijk waar
see-offer = Stel voor aan { $name }
see-compare = Naast het plan dat geldt
see-paper = Afdrukken
see-jump-year = Het jaar
see-jump-right = Om te bekijken
see-jump-law = De wet
see-manage = Dit concept
see-name = Naam van het concept
see-name-hint = Alleen jij ziet die. Ten hoogste { $n } tekens.
see-name-empty = Geef het concept een naam.
see-name-long = Deze naam heeft { $found } tekens; er passen er { $limit }.
see-name-control = In deze naam staat een teken dat niet te tonen is.
see-rename = Verander de naam
see-end = Beëindig dit concept
see-end-sure = Dit concept beëindigen?
see-end-what = Het staat dan niet meer bij je concepten en je kunt er niet meer aan werken. Verder verandert er niets: wat is afgesproken of voorgesteld, blijft.
see-end-now = Beëindig het
see-end-not = Houd het

# Wat er nog niet klopt.
see-right = Om te bekijken
see-sound = Alle tijd is van iemand, en geen grens van het plan wordt overschreden.
see-more = En nog { $n }.
see-look = Bekijk { $day }
see-clashes = { $n ->
    [one] Eén keer spreken twee artikelen elkaar tegen
   *[other] { $n } keer spreken twee artikelen elkaar tegen
}
see-gaps = { $n ->
    [one] Eén stuk tijd waarover geen artikel iets zegt
   *[other] { $n } stukken tijd waarover geen artikel iets zegt
}
see-gaps-why = Een artikel dat alle overige tijd aan één ouder geeft, vult die op.
see-breaches = { $n ->
    [one] Eén keer voorbij een grens van het plan
   *[other] { $n } keer voorbij een grens van het plan
}
see-remarks = { $n ->
    [one] Eén ding om naar te kijken
   *[other] { $n } dingen om naar te kijken
}
see-week-53 = Twee weken achter elkaar rond de jaarwisseling.
see-skipped-time = Een tijd die de klok overslaat.
see-time-twice = Een tijd die twee keer komt.
see-outside-the-plan = Data buiten het plan.
see-holds-for-no-child = Geen kind heeft deze leeftijd.
see-never-applies = Dit artikel geldt nooit.
see-one-parent-only = Alles is voor één ouder.
see-runs-out = De data houden op.
see-holiday-uncovered = Een vakantie of feestdag die in sommige jaren van niemand is.
see-holiday-unknown = Vakanties waarvan de data nog niet bekend zijn.
see-holiday-tentative = Een dag die nog kan verschuiven.
see-begins-after-eighteen = Het begint pas als de kinderen 18 zijn.
see-turns-eighteen = Een kind wordt 18.
see-about-two-weeks = { $name } heeft twee weken achter elkaar vanaf { $days }, omdat week 53 en de week 1 erna allebei oneven zijn.
see-about-no-weeks = Er vallen twee weken achter elkaar weg vanaf { $days }, omdat week 53 en de week 1 erna allebei oneven zijn.
see-way-weeks = Een ritme van om de week wisselt altijd om en om.
see-about-skipped = Op { $day } gaat de klok vooruit en bestaat { $at } niet: wat dit artikel om die tijd heeft, is dan om { $then }.
see-about-twice = Op { $day } gaat de klok terug en komt { $at } twee keer: de eerste van de twee is bedoeld.
see-about-again = { $n ->
    [one] Later gebeurt het nog één keer.
   *[other] Later gebeurt het nog { $n } keer.
}
see-way-clock = Kies een andere tijd als dat niet de bedoeling is.
see-about-after = Het artikel begint op { $from }, maar het plan eindigt op { $end }.
see-about-before = Het artikel eindigt op { $until }, maar het plan begint op { $begin }.
see-way-outside = Kijk naar de data van het artikel en van het plan.
see-about-no-child = Zolang het plan loopt, heeft geen kind de leeftijd die het artikel noemt op de data die het noemt.
see-way-no-child = Kijk naar de data en leeftijden, en naar de geboortedata.
see-about-gives-way = Steeds als dit artikel iets zegt, gaat een ander voor.
see-way-gives-way = Laat het voorgaan, of laat het weg.
see-about-no-time = Niets van de regel valt op de dagen waarop het artikel geldt, dus het geeft niemand tijd.
see-way-no-time = Kijk naar de data van de regel, van het artikel en van het plan.
see-about-all-with = Het hele ritme is bij { $name }.
see-way-all-with = Als dat de bedoeling is, zegt een artikel dat alle tijd aan één ouder geeft het eenvoudiger.
see-about-last = De laatste van de data loopt tot { $day }, terwijl het plan doorloopt.
see-about-last-over = De laatste van de data liep tot { $day }, terwijl het plan doorloopt.
see-way-last = Voeg de data toe die volgen, of geef het artikel een einde.
see-about-even-years = In even jaren geeft geen artikel deze vakantie of feestdag, voor het eerst op { $day }. De kinderen blijven dan bij wie ze anders ook zouden zijn.
see-about-odd-years = In oneven jaren geeft geen artikel deze vakantie of feestdag, voor het eerst op { $day }. De kinderen blijven dan bij wie ze anders ook zouden zijn.
see-way-years = Noem voor die jaren de andere ouder als dat niet de bedoeling is.
see-about-left-out = { $holiday }, { $kids }: geen artikel zegt bij wie, voor het eerst op { $day }. De kinderen blijven dan bij wie ze anders ook zouden zijn.
see-way-left-out = Zet die in een artikel over schoolvakanties als dat niet de bedoeling is.
see-about-known = De data hiervan zijn bekend tot en met { $day }. Daarna geeft het artikel nog niets.
see-way-known = Latere data komen met nieuwere versies van dit programma; tot dan kun je ze zelf in het artikel zetten.
see-about-estimate = De dag, { $day }, is een schatting en kan nog verschuiven.
see-way-estimate = Je kunt hem bevestigen zodra de dag bekend is.
see-about-of-age = Het begint op { $day }, als elk kind waarover het gaat al 18 is.
see-way-of-age = Vanaf 18 beslist een kind zelf; kijk naar de data en leeftijden.
see-about-eighteen = Terwijl het plan doorloopt, wordt iemand 18: { $who }.
see-about-eighteen-each = { $name } op { $day }
see-way-eighteen = Vanaf 18 beslist een kind zelf. Een artikel dat dan ophoudt, kan dat zeggen.
see-law-asks = Wat de wet vraagt
see-law-all = Voor alles wat de wet van een plan vraagt, is er een artikel.
see-law-missing = { $n ->
    [one] De wet vraagt één ding waarover dit plan nog niets zegt.
   *[other] De wet vraagt { $n } dingen waarover dit plan nog niets zegt.
}
see-law-add = Artikelen om uit te kiezen: { $title }
see-law-note = Of een artikel genoeg zegt, bepalen jullie twee en wie jullie adviseert.

# In getallen.
see-nights = Nachten
see-measured = Van { $from } tot en met { $to }, volgens dit plan alleen.
see-numbers = In getallen
see-table = De getallen van { $kids }
see-row-nights = Nachten
see-row-time = Deel van de tijd
see-row-handovers = Overdrachten
see-row-longest = Langste verblijf, in nachten
see-row-weekends = Hele weekenden
see-row-split = Weekenden met elk één nacht
see-row-holidays = Nachten in vakanties en op feestdagen
see-monthly = Overdrachten per maand
see-monthly-caption = Overdrachten van { $kids } per maand
bar-nights = Nachten van { $kids }
bar-of = { $what }, { $kids }
bar-with = { $value } bij { $name }
bar-label = { $what }: { $values }.
bar-law = { $name }: { $number }, tegenover { $limit }. { $outcome }
see-together = Alle kinderen zijn in één huis op { $n ->
    [one] 1 nacht
   *[other] { $n } nachten
}: { $nights_a } bij { $a }, { $apart ->
    [0] { $nights_b } bij { $b }.
    [one] { $nights_b } bij { $b }. Op 1 nacht zijn ze dat niet.
   *[other] { $nights_b } bij { $b }. Op { $apart } nachten zijn ze dat niet.
}
see-together-both = Alle kinderen zijn in één huis op { $n ->
    [one] 1 nacht
   *[other] { $n } nachten
} in “{ $one }” en op { $m ->
    [one] 1 nacht
   *[other] { $m } nachten
} in “{ $other }”.
see-change = Verschil

# Wat de wet telt.
law-title = Wat de wet telt
law-lead = Geteld volgens dit plan alleen. Niets hiervan bepaalt wat een rechter of een dienst zal vinden.
law-others = In andere landen
law-counted = Geteld van { $from } tot en met { $last }.
law-too-short = Dat is korter dan gevraagd: een eerste indruk.
law-table = Hetzelfde als tabel
law-children = Kinderen
law-asked = Gevraagd
law-nl-156-days = 156 dagen per jaar, voor toeslagen en heffingskorting
law-about-156 = Ten minste { $n } nachten in een kalenderjaar bij een ouder; een dag is de nacht die erop volgt.
law-nl-care-discount = Zorgkorting op kinderalimentatie
law-about-discount = Van de behoefte van het kind: 5% onder één nacht per week gemiddeld, 15% vanaf één, 25% vanaf twee, 35% vanaf drie.
law-au-percentage = Zorgpercentage, Australië
law-about-percentage = De nachten van een jaar als percentage, en de klasse die daarbij hoort.
law-uk-shared-care = Gedeelde zorg, Verenigd Koninkrijk
law-about-shared-care = Vanaf 52 nachten per jaar daalt de alimentatie in stappen.
law-ca-shared-time = Gedeelde tijd, Canada
law-about-time = Ten minste { $n }% van de tijd van een jaar bij een ouder.
law-us-az = Ouderdagen, Arizona
law-about-days = Elke 24 uur zorg telt als een dag, een korter verblijf als een deel ervan.
law-us-nc = Nachten per jaar, North Carolina
law-us-oh = Nachten per jaar, Ohio
law-us-ok = Nachten per jaar, Oklahoma
law-us-ut = Nachten per jaar, Utah
law-about-threshold = Vanaf { $n } nachten in twaalf maanden bij een ouder.
law-met = Op of boven de grens.
law-not-met = { $n ->
    [one] 1 nacht onder de grens.
   *[other] { $n } nachten onder de grens.
}
law-time-not-met = Onder de grens.
law-discount = { $nights ->
    [one] 1 nacht
   *[other] { $nights } nachten
}, gemiddeld { $week } per week
law-reduction = De alimentatie daalt met { $part }.
law-no-reduction = Onder de eerste stap.
law-days = Ouderdagen in een jaar
law-below-regular = Minder dan geregelde zorg
law-regular = Geregelde zorg
law-shared = Gedeelde zorg
law-primary = Hoofdzorg
law-above-primary = Meer dan hoofdzorg

# Alle concepten.
drafts-title = Plannen in de maak
drafts-lead = Concepten zijn van jou alleen, tot je er een voorstelt aan { $name }.
drafts-none-title = Je hebt nog geen concepten
drafts-none = Zodra je er een begint, staat het hier, met hoe ver het is. Je kunt op elk moment stoppen en later verder gaan.
drafts-yours = Je concepten
drafts-questions-open = { $n ->
    [one] 1 vraag staat open.
   *[other] { $n } vragen staan open.
}
drafts-plan = { $n ->
    [one] 1 artikel, vanaf { $day }.
   *[other] { $n } artikelen, vanaf { $day }.
}
drafts-missing = { $n ->
    [one] 1 ding dat de wet vraagt, staat er nog niet in.
   *[other] { $n } dingen die de wet vraagt, staan er nog niet in.
}
drafts-begin = Begin een concept
drafts-how = Hoe wil je beginnen?
drafts-by-questions = Met vragen
drafts-by-questions-more = Acht korte pagina’s. Waar een gebruikelijk antwoord bestaat, is het al ingevuld; je kunt stoppen en later verdergaan.
drafts-by-agreed = Met het plan dat geldt
drafts-by-agreed-more = De nieuwste versie, om te veranderen wat anders moet.
drafts-by-empty = Met één artikel
drafts-by-empty-more = De mensen van je gezin en één artikel; de andere voeg je zelf toe.
drafts-name-hint = Je mag dit leeg laten. Ten hoogste { $n } tekens; alleen jij ziet het.
drafts-usual-name = Concept van { $day }
drafts-begin-now = Begin
drafts-not-begun = Het concept is nog niet begonnen
drafts-unchosen = Kies hoe je wilt beginnen.
drafts-import = Uit een tekst of een agenda
drafts-compare = Twee plannen naast elkaar

# Twee plannen naast elkaar.
compare-title = Twee plannen naast elkaar
compare-lead = Allebei over dezelfde twaalf maanden, zoals ze geschreven zijn: ruilen die jullie hebben afgesproken, staan er niet in.
compare-one-title = Er is maar één plan
compare-one = Met een tweede concept, of een plan dat geldt, zie je hier waar de twee verschillen.
compare-agreed = Het plan dat geldt
compare-first = Het ene
compare-second = Het andere
compare-show = Laat zien
compare-no-plan = “{ $name }” is nog geen plan, dus er is niets te vergelijken.
compare-open = Open “{ $name }”
compare-other-parents = Deze twee gaan over andere ouders, of noemen ze in een andere volgorde.
compare-never = Deze twee gelden nooit op dezelfde dagen.
compare-differ = Waar ze verschillen
compare-days = { $n ->
    [0] Op geen dag van { $from } tot en met { $to } is er iemand ergens anders.
    [one] Op 1 dag van { $from } tot en met { $to } is er iemand ergens anders.
   *[other] Op { $n } dagen van { $from } tot en met { $to } is er iemand ergens anders.
}
compare-same = Ze zeggen hetzelfde.
compare-only = Alleen “{ $name }” kent { $children }.
compare-spans = Elk verschil
compare-more = { $n ->
    [one] Nog 1
   *[other] Nog { $n }
}
compare-clauses = Artikel voor artikel
compare-clauses-lead = Van “{ $first }” naar “{ $second }”: wat erbij kwam, verdween, verschoof of anders werd gezegd.

# Wat als.
trial-title = Wat als
trial-lead = Probeer andere keuzes en zie waar ze op neerkomen. Er wordt niets bewaard tot jij dat zegt.
trial-no-plan = Er is nog geen plan waarin je iets kunt proberen.
trial-back = Terug naar het concept
trial-choices = Keuzes
trial-no-rhythm = Geen artikel heeft een ritme van nachten dat je hier kunt proberen. De artikelen kun je één voor één veranderen.
trial-nights = Nachten bij { $name }, van veertien
trial-nights-value = { $a } { $first }, { $b } { $second }.
trial-rhythm = Ritme
trial-rhythm-nearest = Zoals nu, of wat het dichtst bij deze nachten ligt
trial-now = Nu: { $now }.
trial-own-rhythm = een eigen ritme
trial-first = Bij wie het begint
trial-first-same = Zoals nu, bij { $name }
trial-first-hint = Waar de een meer nachten heeft, begint het ritme bij die ouder.
trial-change = Tijd van de overdrachten
trial-change-value = { $time }.
trial-by-weekday = De tijd verschilt nu per dag; dit is die van maandag. Een andere tijd hier geldt voor alle dagen.
trial-holidays = Schoolvakanties
trial-holidays-same = Zoals nu
trial-holidays-halves = Elk in twee helften
trial-holidays-whole = Elk in zijn geheel bij één ouder
trial-swap = Even en oneven jaren andersom
trial-no-holidays = Geen artikel gaat over schoolvakanties, dus daar valt niets te proberen.
trial-show = Laat zien waar het op neerkomt
trial-reset = Zoals het nu is
trial-same = Deze keuzes zijn wat het concept nu zegt. Kies andere om te zien wat er verandert.
trial-cannot = Dat kan in dit concept niet worden geprobeerd.
trial-cannot-long = Een zin of titel zou langer worden dan { $limit } tekens.
trial-cannot-sound = Wat eruit zou komen, klopt niet:
trial-outcome = Waar het op neerkomt
trial-column-now = Nu
trial-column-then = Wat als
trial-answers = Vanaf dan verander je het plan per artikel. De versie met je antwoorden blijft bij Eerdere versies van dit concept staan.
trial-keep-here = Bewaar in dit concept
trial-keep-new = Bewaar als nieuw concept
trial-name = { $name }, wat als
