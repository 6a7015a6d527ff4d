# Een concept uit een tekst of agenda die er al is.
import-title = Begin met wat je al hebt
import-lead = De tekst van een plan, of een agenda van hoe het ging. Er wordt niets bewaard voordat je hebt gezien wat eruit komt, en een concept is van jou alleen.
import-file = Een bestand
import-file-hint = Een plan (.toml) of een agenda (.ics) uit je telefoon of een ander programma. Het wordt gelezen en niet bewaard.
import-text = Of plak het hier
import-text-hint = De tekst van een plan of van een agenda.
import-read = Lezen
import-error-title = Dit kan nog niet worden gelezen
import-of-file = In het bestand { $name }:
import-nothing = Kies een bestand of plak een tekst.
import-no-text = Dit is geen tekst. Een plan eindigt op .toml, een agenda op .ics.
import-others = Dit plan gaat over anderen: { $names } staan er niet in met de kenmerken die jullie gezin hier heeft. Begin met de vragen, of verander de kenmerken in de tekst.
import-calendar-wrong = { $n ->
    [one] Eén plek in de agenda is niet te begrijpen. Die staat hieronder.
   *[other] { $n } plekken in de agenda zijn niet te begrijpen. Ze staan hieronder.
}
import-empty = In deze agenda staat niets in de laatste drie jaar en de komende twee.
import-too-many = Deze agenda heeft { $found } afspraken; een ritme wordt in hooguit { $limit } gezocht. Neem minder maanden.
import-items = { $n ->
    [one] De agenda heeft één afspraak.
   *[other] De agenda heeft { $n } afspraken.
}
import-whose = Zeg bij wie de kinderen zijn als een afspraak zo heet:
import-left-out = { $n ->
    [one] Eén afspraak met een naam die weinig voorkomt, blijft erbuiten.
   *[other] { $n } afspraken met namen die weinig voorkomen, blijven erbuiten.
}
import-no-name = (zonder naam)
import-out = zegt niets over de zorg
import-between = En de tijd tussen deze afspraken
import-nobody = is niet bekend
import-look = Zoek een ritme
import-other = Iets anders nemen
import-nobody-chosen = Zeg van minstens één soort afspraak bij wie de kinderen dan zijn.
import-overlap = Twee afspraken geven dezelfde tijd aan jullie allebei: de ene eindigt { $until }, de andere begint { $from }. Laat een van de twee erbuiten, of verbeter de agenda.
import-odds = Deze afspraken kunnen niet naast elkaar worden gelegd. Neem minder jaren, of verbeter de agenda.
import-unwritten = Dit ritme kon niet in een plan worden geschreven.
import-found = { $n ->
    [one] Eén ritme verklaart de { $nights } nachten van deze agenda.
   *[other] { $n } ritmes verklaren de { $nights } nachten van deze agenda, het beste eerst.
}
import-by-day = { $n ->
    [one] Eén afspraak valt binnen een dag en heeft geen nacht. Die telt niet mee voor het ritme.
   *[other] { $n } afspraken vallen binnen een dag en hebben geen nacht. Die tellen niet mee voor het ritme.
}
import-looks-like = Dit lijkt op “{ $pattern }”, te beginnen bij { $name }
import-own-cycle = De nachten herhalen zich om de { $n } nachten
import-from = In deze agenda begint de eerste ronde ervan op { $from }.
import-explained = { $explained } van de { $nights } nachten zijn zoals het ritme zegt.
import-no-exceptions = Er blijft niets onverklaard.
import-exceptions = { $n ->
    [one] Eén periode is anders
   *[other] { $n } periodes zijn anders
}
import-exception = { $first }: { $n ->
    [one] één nacht
   *[other] { $n } nachten
} bij { $name }, waar het ritme { $would } zegt.
import-exceptions-more = En nog { $n }.
import-ask-time = De agenda zegt niet hoe laat de kinderen wisselen. Kijk die tijd na in het concept.
import-take = Begin hiermee een concept
import-one-parent = Bijna alle nachten zijn bij { $name }, en de andere volgen geen ritme. Is de tijd tussen de afspraken van de andere ouder, ga dan terug en zeg dat.
import-no-rhythm = Geen ritme verklaart genoeg van deze { $nights } nachten. Een agenda over langere tijd misschien wel, of een zonder vakanties.
import-too-little = Er zijn te weinig nachten om een ritme te herkennen: nodig zijn twee hele rondes, en minstens twee weken.
import-draft-name = Van wat we hadden
