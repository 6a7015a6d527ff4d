# Het werkblad voor het plan: de artikelen een voor een, de bibliotheek, de tekst, de eerdere versies.

editor-title = Artikelen
editor-lead = Lees, verander, verplaats en verwijder ze een voor een. Alleen jij ziet dit.
editor-by-hand = Dit concept is gemaakt van je antwoorden op de vragen. Zodra je hier iets verandert, schrijf je de tekst zelf en horen de vragen er niet meer bij. De versie van daarvoor houdt je antwoorden.
editor-missing = { $n ->
    [one] De wet vraagt om één ding waar nog geen artikel over gaat.
   *[other] De wet vraagt om { $n } dingen waar nog geen artikel over gaat.
}
editor-none-title = Nog geen artikelen
editor-none = Artikelen die je toevoegt komen hier te staan, elk met de tekst en met wat de agenda volgt.
editor-no-section = Geen onderdeel
editor-words-only = Alleen in woorden: de agenda volgt hier niets van.
editor-edit = Veranderen
editor-up = Omhoog
editor-down = Omlaag
editor-remove = Verwijderen
editor-add = Nog een artikel
editor-library-what = De bibliotheek heeft teksten voor alles waar een plan meestal over gaat, met wat de wet vraagt.
editor-library-open = Open de bibliotheek
editor-own = Een artikel in je eigen woorden
editor-add-own = Voeg dit artikel toe
editor-save = Bewaren
editor-back-to-clauses = Terug naar de artikelen
editor-in-english = In het Engels
editor-in-dutch = In het Nederlands
editor-title-english = Titel in het Engels
editor-title-dutch = Titel in het Nederlands
editor-sentence-english = Wat jullie afspreken, in het Engels
editor-sentence-dutch = Wat jullie afspreken, in het Nederlands
editor-other-language = Je mag dit leeg laten. Wie het plan in deze taal leest, ziet dan je andere woorden.
editor-section = Onderdeel
editor-section-hint = Waar een lezer dit artikel zoekt. Voor de agenda maakt het niets uit.
editor-rule = Wat de agenda volgt
editor-rule-hint = In de taal van het plan, zoals: weekly = {"{"} parent = "anna", windows = ["wed 14:00 - 18:00"] {"}"}. Laat het leeg voor een artikel in woorden alleen. Voor welke kinderen het geldt en vanaf wanneer staat hier ook.
editor-whole-clause = Dit artikel als geheel:

editor-saved = Bewaard.
editor-added = Het artikel is toegevoegd.
editor-moved = Het artikel is verplaatst.
editor-removed = Het artikel is verwijderd.
editor-back = Het concept is weer zoals in die versie.
editor-undo = Ongedaan maken

editor-meanwhile = Dit concept is op { $at } veranderd, nadat je deze pagina had geopend. Wat je typte staat hieronder en is nog niet bewaard.
editor-meanwhile-then = Druk nog een keer op Bewaren om te houden wat hier staat. De andere versie blijft bij Eerdere versies staan.
editor-meanwhile-what = Bekijk wat er intussen veranderde (in een nieuw tabblad)
editor-places = Waar de tekst niet te begrijpen is
editor-place = Plek { $number }: regel { $from } tot en met { $to }
editor-here = hier
editor-places-more = { $n ->
    [one] Nog één plek staat onder het veld.
   *[other] Nog { $n } plekken staan onder het veld.
}
editor-not-kept = Dit is nog niet bewaard
editor-in-text = In de tekst van het plan, zoals die met deze verandering zou zijn:
editor-no-title = Geef het artikel een titel, in minstens één taal.
editor-no-sentence = Schrijf in een zin wat jullie afspreken, in minstens één taal.
editor-too-long = Dit is te lang. Er passen { $limit } tekens.
editor-problems = { $n ->
    [one] Eén plek hier is niet te begrijpen. Onder het veld staat welke.
   *[other] { $n } plekken hier zijn niet te begrijpen. Onder het veld staat welke.
}
editor-elsewhere = { $n ->
    [one] Het plan zou op één plek niet meer te begrijpen zijn. Hier staat welke.
   *[other] Het plan zou op { $n } plekken niet meer te begrijpen zijn. Hier staat welke.
}
editor-full = Een plan heeft hoogstens { $limit } artikelen, en dit heeft ze allemaal. Verwijder er eerst een.
editor-in-brackets = De artikelen van deze tekst staan in één lijst tussen haken, en dan zijn ze hier niet te veranderen. Verander ze in de tekst.
editor-gone = Dit artikel staat niet meer in het concept. Je hebt het op een andere pagina verwijderd of veranderd.
editor-no-wording = De bibliotheek heeft deze tekst niet meer. Kies een andere.

editor-text-lead = Het hele plan zoals het wordt bewaard. Wat je hier bewaart, moet een plan zijn dat te lezen is.
editor-text-none = Er is nog geen tekst. Die komt van je antwoorden op de vragen, of je schrijft hem hier.

library-title = Bibliotheek
library-lead = Waar een ouderschapsplan over gaat, met teksten om mee te beginnen. Elk woord kun je daarna veranderen.
library-added = Het is nu artikel { $number }. Verander de woorden
library-all = Alle onderdelen
library-unsound = De tekst van dit concept is zo niet te lezen, dus er kan niets bij. Maak eerst de tekst in orde.
library-law-note = Wat de wet vraagt staat hier in onze woorden en is bedoeld als hulp. Of een artikel genoeg zegt, is aan jullie twee en aan wie jullie adviseert.
library-no-wordings = Dagen en nachten zijn in elk gezin anders, dus hier staat geen tekst klaar. De vragen maken zulke artikelen van je eigen antwoorden, en je kunt er zelf een schrijven.
library-missing = De wet vraagt hierom, en er gaat nog geen artikel over.
library-none = In dit concept gaat er nog geen artikel over.
library-there = { $n ->
    [one] In dit concept gaat er één artikel over:
   *[other] In dit concept gaan er { $n } artikelen over:
}
library-taken = In je concept als artikel { $number }
library-add = Toevoegen
library-add-again = Nog een keer toevoegen

history-title = Hoe dit concept ontstond
history-lead = Elke versie staat hier nog. Breng je er een terug, dan wordt die opnieuw bewaard; geen andere versie verdwijnt.
history-save = Versie { $number }, { $day }, { $time }
history-saves = Versies
history-now = Het concept zoals het nu is.
history-what-changed = Wat er veranderde
history-bring-back = Breng deze terug
history-newest = De nieuwste versies
history-older = Oudere versies
history-choose = Bekijk twee versies naast elkaar
history-from = Van
history-to = Tot
history-compare = Laat zien wat er veranderde
history-changes = Wat er veranderde
history-from-to = Van: { $from }. Tot: { $to }.
history-same = Deze twee zeggen hetzelfde.
history-gone = Deze versie is er niet meer, of de woorden ervan zijn gewist. Er is niets veranderd.
history-gone-compare = Een van deze twee is er niet meer, of de woorden ervan zijn gewist. Daarom is niet te laten zien wat er veranderde.
history-unreadable = In een van deze twee zijn de artikelen niet uit elkaar te houden. Daarom is niet te laten zien wat er veranderde.
history-name = De naam van het concept:
history-answers-changed = Antwoorden op de vragen zijn veranderd.
history-answers-left = Vanaf hier is de tekst met de hand geschreven, zonder de vragen.
history-answers-again = De antwoorden op de vragen zijn er weer.
history-keys = Naast de artikelen
history-keys-open = Wat er verder veranderde, zoals het in de tekst van het plan staat
history-added = Nieuw
history-removed = Verwijderd
history-moved = Verplaatst
history-changed = Veranderd
history-moved-from = Het was artikel { $from } en is nu artikel { $to }.
history-taken = weggehaald:
history-put = toegevoegd:
