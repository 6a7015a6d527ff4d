# De deur: inloggen, meedoen, uitnodigen, weggaan.

door-title = Inloggen
door-motto = Twee huizen, één jeugd.
door-mail = E-mailadres
door-pass = Wachtwoord
door-sign-in = Inloggen
door-not-in = Je bent nog niet ingelogd
door-refused = Dit adres en wachtwoord horen niet bij elkaar.
door-refused-more = Kijk ze allebei na en probeer het opnieuw.
door-waits = Er waren te veel pogingen.
door-waits-more = Wacht een paar minuten en probeer het dan opnieuw. Er is niets veranderd.
door-ended = Je sessie is afgelopen. Log in om verder te gaan.
door-signed-out = Je bent uitgelogd.
door-phone = Iemand anders kan bij mijn telefoon
door-phone-more = Log dan in op een apparaat dat alleen jij gebruikt, en log via het menu uit als je klaar bent. De andere ouder krijgt geen bericht als je inlogt.
door-host = Wat de beheerder van deze server kan zien

host-sees = Wie deze server beheert, kan alles zien wat erop staat: het plan, de voorstellen met hun redenen, het logboek, je e-mailadres en wanneer je inlogt. Geen software kan dat voor een beheerder verbergen.
host-password = Je wachtwoord wordt niet bewaard, alleen een waarde om het te controleren. Maar wie de server beheert, beheert ook het programma dat het ontvangt. Kies dus een wachtwoord dat je nergens anders gebruikt.
host-record = Het logboek is zo gemaakt dat wie een eerdere omvang en wortel ervan bewaarde, met een kopie kan nagaan of er daarvoor iets is gewijzigd. Dat toont dat het ongewijzigd is, niet dat het klopt.

join-page-title = Uitnodiging
join-title = { $invited }, { $inviter } nodigt je uit
join-lead = Voor een plek waar jullie allebei het plan, de agenda en de afspraken zien.
join-before = Voordat je meedoet
join-other-head = Wat { $inviter } ziet
join-other = Wat een van jullie in het gedeelde logboek zet: voorstellen, redenen, antwoorden en dat je meedoet. Je e-mailadres, je instellingen en wanneer je inlogt staan op geen pagina van { $inviter }. Wie deze server beheert, kan ook die vinden: zie hieronder.
join-host-head = Wat de beheerder van deze server ziet
join-host-who = Vraag wie dat is. Het kan { $inviter } zijn.
join-mail-hint = Een adres van jezelf, dat niemand anders leest.
join-pass = Kies een wachtwoord
join-pass-hint = Ten minste { $least } tekens, welke je maar wilt. Een paar woorden die alleen jij zo naast elkaar zou zetten, onthoud je makkelijk.
join-again = Nog een keer hetzelfde wachtwoord
join-send = Meedoen als { $invited }
join-until = Deze link werkt tot { $until }, en één keer.
join-error-title = Je doet nog niet mee
join-gone = Deze uitnodiging werkt niet meer
join-gone-why = Een link werkt een tijdje, en één keer. Een nieuwere link vervangt een oudere.
join-gone-then = Vraag om een nieuwe. Doe je al mee, log dan in.

invite-page-title = Uitnodiging
invite-title = { $other } uitnodigen
invite-what = Je maakt een link en stuurt die zelf naar { $other }. { $other } kiest dan een eigen e-mailadres en wachtwoord. Tot die tijd wacht wat jij voorstelt op { $other }.
invite-make = Link maken
invite-link = De link voor { $other }
invite-once = Kopieer hem nu. Hij wordt maar één keer getoond.
invite-until = Hij werkt tot { $until }, en één keer.
invite-send = Stuur hem zo dat alleen { $other } hem leest. Wie hem het eerst opent, kan meedoen als { $other }.
invite-waiting = Je maakte een link op { $since }. { $other } doet nog niet mee.
invite-again = De link wordt hier niet bewaard. Is hij zoek, maak dan een nieuwe; de oudere werkt dan niet meer.
invite-make-again = Nieuwe link maken
invite-joined = { $other } doet mee. Er is geen uitnodiging meer nodig.
invite-left = { $other } heeft het account gesloten op { $since }. Wat in het logboek staat, blijft. Je kunt de plaats opnieuw aanbieden.
invite-back = Terug naar Vandaag

away-title = Er is hier niets geopend
away-more = Je kunt deze pagina sluiten.

door-attention = { $n ->
    [one] Eén ding vraagt je aandacht. Wachtwoorden worden niet onthouden: typ ze opnieuw.
   *[other] { $n } dingen vragen je aandacht. Wachtwoorden worden niet onthouden: typ ze opnieuw.
}
door-wrong-no-mail = Vul je e-mailadres in.
door-wrong-mail = Dit is geen e-mailadres. Schrijf het als naam@example.org.
door-wrong-taken = Iemand logt al in met dit adres. Gebruik een ander.
door-wrong-no-pass = Vul je wachtwoord in.
door-wrong-short = Dit zijn { $found } tekens. Gebruik er ten minste { $least }.
door-wrong-long = Gebruik ten hoogste { $most } tekens.
door-wrong-guessable = Dit raadt iemand die je kent snel. Gebruik vier of vijf woorden die niets met elkaar of met je gezin te maken hebben.
door-wrong-again = Dit is niet hetzelfde als hierboven. Typ het allebei nog een keer.
door-closed = Je account hier is gesloten. Wat alleen jij kon zien, is gewist.
