# Wat het eigen apparaat van een ouder van het logboek bewaart, en ondertekent.

watch-label = Over het logboek
watch-shorter = Het logboek dat dit apparaat zag, maakt geen deel meer uit van wat de server toont: er ontbreekt iets.
watch-different = Het logboek dat dit apparaat zag, maakt geen deel meer uit van wat de server toont.
watch-other-key = Het logboek is ondertekend met een andere sleutel dan dit apparaat kent.
watch-unsigned = Wat de server toont, is niet ondertekend met de sleutel van dit logboek.
watch-more = Wat dit kan betekenen, en wat je kunt doen
watch-ours = Dit apparaat zag
watch-theirs = De server toont
watch-entries = Aantal
watch-code = Korte code
watch-when = Gezien op
watch-meaning = Wat dit kan betekenen
watch-meaning-restored = De server is hersteld uit een oudere kopie en gaat verder met een nieuwe sleutel. Dan staat dat ook in het logboek, en kan wie de server beheert je zeggen wat er verloren ging.
watch-meaning-older = De server toont een oudere kopie van het logboek, bijvoorbeeld na een reparatie. Dan is weg wat er later bij kwam.
watch-meaning-changed = Of het logboek is gewijzigd.
watch-meaning-unknown = Dit apparaat kan niet zien wat het is, en zegt niet wie iets deed.
watch-do = Wat je kunt doen
watch-do-save = Bewaar het bewijs. Het bestand bevat wat dit apparaat zag en wat de server nu toont, zoals het was ondertekend.
watch-do-keep = Laat de gegevens van deze site in deze browser staan: daar is bewaard wat dit apparaat zag.
watch-do-show = Vertel het je advocaat of mediator, en vraag wie de server beheert wat er gebeurde.
watch-do-verify = Iedereen kan het bestand zonder deze server nagaan: parenthesis-verify vergelijkt het met een bundel van het logboek.
watch-save = Bewijs bewaren
watch-settle = Verder met wat de server toont
watch-settle-after = Vanaf dan vergelijkt dit apparaat met wat de server nu toont. Wat het eerder zag, blijft hier bewaard.
watch-file-intro = Parenthesis: wat een apparaat van een logboek zag, en wat de server later toonde. Elk deel heeft een titel, een tijd volgens de klok van het apparaat, de sleutel en een ondertekend controlepunt.
watch-file-ours = Wat dit apparaat zag
watch-file-theirs = Wat de server toonde
watch-file-all = Ook gezien door dit apparaat

device-memory = Wat dit apparaat onthoudt
device-memory-lead = Deze browser bewaart hoe ver het gedeelde logboek was toen je keek, en vergelijkt dat met wat de server toont. Dat staat alleen hier.
device-checked = Laatst vergeleken:
devices = Apparaten die voor jou ondertekenen
devices-lead = Als je iets doet, ondertekent je browser dat met een sleutel die alleen daar is. Jullie zien allebei in het logboek dat er een apparaat bij kwam of weg ging.
devices-none = Nog geen apparaat heeft voor jou ondertekend. Het eerste komt erbij als je er weer iets mee doet.
devices-since = Sinds { $at }
devices-sign-in = Daarvoor logde je in met { $device }.
devices-that-day = Wat je die dag vastlegde
devices-this = (dit apparaat)
devices-key = Sleutel { $key }
devices-revoke = Verwijderen…
devices-revoke-named = Het apparaat met sleutel { $key } verwijderen…
devices-revoke-title = Dit apparaat verwijderen?
devices-revoke-after = Het ondertekent dan niets meer voor je. Wat het ondertekende, blijft ondertekend. Jullie zien allebei in het logboek dat er een apparaat weg is.
devices-revoke-confirm = Verwijderen
entry-device-enrolled = { $who } voegde een apparaat toe. Het ondertekent wat { $who } doet.
entry-device-revoked = { $who } verwijderde een apparaat. Het ondertekent niets meer.

device-refused = De handtekening past niet
device-refused-why = De handtekening van je apparaat past niet bij wat er zou worden vastgelegd. Er is niets vastgelegd. Ga terug, bekijk de pagina opnieuw en verstuur het nog eens.

refusal-device-other = Dit apparaat ondertekent voor iemand anders in dit gezin.
refusal-device-revoked = Dit apparaat ondertekent niet meer voor jou.
refusal-device-known = Dit apparaat ondertekent al voor jou.
refusal-device-many = Er ondertekenen { $limit } apparaten voor jou. Verwijder wat je niet gebruikt.
refusal-device-none = Je hebt geen apparaat met deze sleutel.
