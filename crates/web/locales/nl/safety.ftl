# Je veiligheid, en wat de pagina’s op dit apparaat prijsgeven.

neutral-title = Start
safety-title = Je veiligheid
safety-lead = Waar deze plek je tegen kan beschermen, en waartegen niet.
safety-danger = Zijn jij of de kinderen nu in gevaar, bel dan 112. Niemand waakt over wat hier gebeurt, en niemand wordt erdoor gewaarschuwd.
safety-back = Naar de pagina’s
safety-turn = Waar je terechtkunt

safety-other = Wat de andere ouder ziet
safety-other-sees = Wat een van jullie in het gedeelde logboek zet: voorstellen met hun redenen, antwoorden, en dat je meedoet. Wat daar staat, blijft; alleen jullie samen kunnen er woorden van wissen.
safety-other-not = De pagina’s tonen de andere ouder nooit je e-mailadres, wanneer of op welke apparaten je inlogt, je taal, wat je voor dit apparaat kiest, waar je naar zoekt, of dat je een bundel van het logboek maakte. Niets daarvan verandert een byte van wat de pagina’s van de andere ouder bevatten.
safety-other-host = Beheert de andere ouder deze server, dan geldt het volgende ook.

safety-host = Wat de beheerder van deze server kan
safety-host-reads = Die kan alle tekst lezen die hier is opgeslagen, ook wat alleen jij ziet, en je e-mailadres en wanneer je inlogt. Geen programma kan dat verbergen. Vraag wie het is voordat je meedoet; het kan de andere ouder zijn.
safety-host-rewrite = Een eerdere regel kan die niet veranderen, weghalen of toevoegen zonder dat het blijkt, zolang iemand een eerdere stand van het logboek bewaarde: een ontvangstbewijs, een bundel, of een browser die hem onthoudt. Bewaarde niemand iets, dan blijkt het nergens uit.
safety-host-keep = Bewaar dus ontvangstbewijzen of een bundel op een plek waar alleen jij bij kunt. Ze zijn na te gaan zonder deze server.
safety-host-program = Ook het programma zelf draait bij de beheerder, die een ander kan aanbieden dan het gepubliceerde. Gebruik hier een wachtwoord dat je nergens anders gebruikt.
safety-host-end = De beheerder kan de server uitzetten, of kwijtraken wat erop staat. Wat jij bewaarde, blijft van jou.

safety-device = Je apparaat
safety-device-open = Wie je ontgrendelde apparaat heeft, of de code ervan kent, heeft je sessie. In het menu, onder ‘Inloggen en apparaten’, zie je waar je bent ingelogd en kun je dat elders beëindigen.
safety-device-shared = Gebruiken anderen het apparaat ook, zeg dat dan bij het inloggen: dan word je uitgelogd als de browser sluit of na 15 minuten zonder gebruik, en zeggen titels niets. Laat de browser het wachtwoord niet bewaren.
safety-device-history = De geschiedenis van de browser bewaart de adressen van geopende pagina’s, met hun titels en waar je naar zocht. Wis haar daar, of gebruik een privévenster; geen van beide verbergt iets voor de beheerder van de server of van het netwerk.

safety-mail = Je mailbox
safety-mail-read = Gebruik een e-mailadres dat niemand anders leest of voor je heeft ingesteld. Een uitnodiging per e-mail kan worden gebruikt door wie haar het eerst leest.
safety-mail-password = Een e-mail laat niemand meteen binnen. Een nieuw wachtwoord kan per e-mail worden aangevraagd, maar pas na drie dagen, waarin al je pagina’s het zeggen en je het kunt stoppen. Kijk dus af en toe: wie je mailbox leest, kan erom vragen.

safety-leave = Snel weg
safety-leave-how = ‘Snel weg’, bovenaan elke pagina, logt dit apparaat uit en opent een neutrale pagina. Drie keer op Shift drukken doet dat ook, waar de browser ons script uitvoert.
safety-leave-not = Het wist de geschiedenis niet, sluit geen andere vensters, en verbergt niets voor software die het apparaat in de gaten houdt.

safety-watched = Als iemand je apparaat in de gaten houdt
safety-watched-what = Spionagesoftware, of een account dat een ander kan openen, kan alles op je scherm laten zien: wat je schrijft, je wachtwoorden, en dat je wegging. Niets hier beschermt daartegen.
safety-watched-do = Weet de andere ouder dingen die je niemand vertelde, gebruik hiervoor dan een apparaat dat de ander nooit in handen had, bijvoorbeeld in een bibliotheek. Zulke software weghalen kan opvallen: vraag eerst advies.

safety-record = Wat het logboek niet is
safety-record-true = Het laat zien dat woorden zijn geschreven, wanneer, en dat ze onveranderd zijn. Het laat niet zien dat ze waar zijn.
safety-record-nobody = Het is geen melding bij politie, rechter of hulplijn, en geen juridisch advies. Niemand leest mee.

safety-trace = Sporen van deze pagina
safety-trace-page = Deze pagina openen is nergens een regel, en de server kijkt niet wie haar opent. Het adres blijft in de geschiedenis van je browser.
safety-trace-call = Een gesprek kan in de bellijst van je telefoon en op een rekening blijven staan. Bel met een andere telefoon als dat een risico is.

safety-turn-nl = In Nederland
safety-turn-eu = Elders in Europa
safety-turn-else = In andere landen: het alarmnummer, en de landelijke hulplijnen voor geweld thuis, voor kinderen en voor wie aan zelfmoord denkt. Een huisarts, een school of de politie kan zeggen welke. Een advocaat of bureau voor rechtshulp kan zeggen wat geldt waar je woont.
safety-looked-up = De nummers zijn opgezocht op { $day }. Nummers veranderen: neemt er een niet op, zoek het dan op.

place-emergency = Spoed
place-emergency-for = Politie, ambulance, brandweer.
place-veilig-thuis = Veilig Thuis
place-veilig-thuis-for = Geweld thuis en kindermishandeling: advies en meldingen. Gratis, dag en nacht.
place-slachtofferhulp = Slachtofferhulp Nederland
place-slachtofferhulp-for = Hulp voor slachtoffers van een misdrijf.
place-luisterlijn = De Luisterlijn
place-luisterlijn-for = Iemand die luistert, dag en nacht.
place-113 = 113 Zelfmoordpreventie
place-113-for = Als je aan zelfmoord denkt. Gratis, dag en nacht.
place-113-other = 113 Zelfmoordpreventie
place-113-other-for = Het andere gratis nummer.
place-kindertelefoon = De Kindertelefoon
place-kindertelefoon-for = Voor kinderen en jongeren van 8 tot 18. Gratis.
place-juridisch-loket = Het Juridisch Loket
place-juridisch-loket-for = Eerste juridische hulp.
place-emergency-eu = Spoed
place-emergency-eu-for = In alle landen van de Europese Unie.
place-violence-eu = Hulp voor vrouwen die geweld meemaken
place-violence-eu-for = In de landen van de Europese Unie die bij dit nummer zijn aangesloten.
place-children-eu = Hulplijn voor kinderen
place-children-eu-for = In veel landen van Europa.

device-title = Dit apparaat
device-lead = Alleen deze browser weet wat je hier kiest. De andere ouder hoort het niet en ziet geen verschil.
device-changed = Veranderd voor dit apparaat.
device-which = Wat mogen titels en deze browser prijsgeven?
device-usual = Niets bijzonders
device-usual-more = Titels in tabbladen en in de geschiedenis zeggen welke pagina het is.
device-neutral = Neutrale titels
device-neutral-more = Elk tabblad en elke regel van de geschiedenis zegt ‘Start’, met een effen stip. Het adres blijft zichtbaar.
device-shared = Anderen gebruiken dit apparaat ook
device-shared-more = Neutrale titels, en de sessie is kort. Kies dit opnieuw telkens als je hier inlogt.
device-save = Opslaan
device-shared-now = Je zei dat anderen dit apparaat ook gebruiken
device-shared-end = Om dat te beëindigen log je uit, en opnieuw in zonder het te zeggen.
device-holds = Wat geldt op een apparaat dat anderen ook gebruiken
device-holds-cookie = De sessie eindigt als de browser wordt gesloten, want langer wordt zij niet bewaard.
device-holds-idle = De server beëindigt haar na 15 minuten zonder gebruik, en in elk geval na 12 uur.
device-holds-titles = Titels en hun teken zeggen niets.
device-holds-kept = De pagina’s bewaren geen standen van het logboek, geen sleutel, geen pagina en niets van wat je typt in deze browser; wat je doet, staat dan in het logboek op het woord van de server.
device-holds-known = Het apparaat wordt niet onthouden als een van jou, en een taal die je hier kiest, is met de sessie vergeten.
device-not = Wat niet
device-not-restore = Een browser die zijn laatste tabbladen weer opent, kan de sessie terugbrengen tot de 15 minuten om zijn. Uitloggen of ‘Snel weg’ beëindigt haar meteen.
device-not-history = De geschiedenis van de browser bewaart de adressen van pagina’s.
device-not-password = Een wachtwoord dat de browser mocht bewaren, blijft daar.
device-not-earlier = Wat deze browser in eerdere sessies bewaarde, blijft.

door-shared = Anderen gebruiken dit apparaat ook
door-shared-hint = Korte sessie, neutrale titels.
