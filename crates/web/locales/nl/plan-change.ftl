# Een wijziging van het plan, voorgesteld als tekst.

amend-open = Een wijziging voorstellen
amend-kind = Een wijziging van het plan
amend-about = Andere dagen, tijden of woorden in het plan, vanaf een dag.
amend-title = Een wijziging van het plan voorstellen
amend-lead = Bekijk wat er zou veranderen, en pas de tekst aan waar je wilt. Zolang jullie het niet eens zijn, blijft alles zoals het is.
amend-label = De tekst van het plan
amend-as-text = Het plan als tekst, om te lezen of te veranderen
amend-from-newest = Dit is de nieuwste versie die jullie hebben afgesproken.
amend-from-offered = Dit is de tekst die { $name } voorstelde.
amend-hint = Een nieuwe versie geldt vanaf de dag die achter ‘from’ staat, en op zijn vroegst vanaf de dag nadat jullie het eens zijn geworden. Dit is het plan als tekst; wat er niet in klopt, zie je met de regel erbij. In een concept verander je het plan met de vragen en de artikelen, zonder deze tekst.
amend-by-hint = Je mag dit leeg laten. Zonder antwoord blijft alles zoals het is.
amend-preview = Controleren en bekijken wat er verandert
amend-empty = Zet hier de tekst van het plan.
amend-too-large = De tekst heeft { $found } bytes. Een plan heeft er ten hoogste { $limit }.
amend-problems = { $n ->
    [one] Eén plek in de tekst is niet te begrijpen. Onder de tekst staat welke.
   *[other] { $n } plekken in de tekst zijn niet te begrijpen. Onder de tekst staat welke.
}
amend-place = Regel { $line }, kolom { $column }:
amend-far = De eerste dag van dit plan is te ver weg om te bekijken wat het verandert.
amend-first-title = Dit plan voorstellen
amend-first-lead = Kijk het nog eens na en zie waar het op uitkomt. Het geldt zodra { $name } ook akkoord is.
amend-from-draft = Dit is de tekst van je concept.
