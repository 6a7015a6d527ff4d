# Het logboek.

record-title = Logboek
record-lead = Alles wat is vastgelegd, het nieuwste eerst. Er wordt niets herschreven; een verbetering komt erbij. De tijden zijn die van { $zone }.
record-shared = Dit zien jullie allebei
record-own = Dit zie alleen jij
record-own-lead = Je eigen instellingen en wanneer je inlogde. Geen pagina toont { $name } hier iets van, ook niet dat er iets bij kwam. Wie deze server beheert, kan het lezen.
record-empty = Er is nog niets vastgelegd.
record-someone = Iemand
record-number = Vastgelegd, nr. { $number }
record-reason = Reden: { $reason }
record-proposal = Voorstel { $number } bekijken
record-pages = Bladzijden van het gedeelde logboek
record-pages-own = Bladzijden van je eigen logboek
record-newer = Nieuwer
record-older = Ouder
record-head = { $n ->
    [one] Tot nu toe 1 keer iets vastgelegd
   *[other] Tot nu toe { $n } keer iets vastgelegd
}
record-head-more = Bewaar dit getal en deze wortel ergens anders. Wie ze heeft, kan later een kopie van het logboek nagaan en zien of er tot hier iets is gewijzigd. Deze pagina doet die controle niet.

entry-founded = { $who } begon het gezin { $family }.
entry-invited = { $who } maakte een uitnodiging voor { $name }.
entry-joined = { $who } doet mee.
entry-proposed = { $who } stelde voor: { $terms }.
entry-proposed-several = { $who } stelde { $n } wijzigingen voor:
entry-countered = { $who } stelde iets anders voor: { $terms }.
entry-countered-several = { $who } stelde in plaats daarvan { $n } andere wijzigingen voor:
entry-accepted = { $who } ging akkoord: { $terms }.
entry-accepted-several = { $who } ging akkoord met { $n } wijzigingen:
entry-declined = { $who } ging niet akkoord: { $terms }.
entry-declined-several = { $who } ging niet akkoord met { $n } wijzigingen:
entry-withdrawn = { $who } trok in: { $terms }.
entry-withdrawn-several = { $who } trok { $n } wijzigingen in:
entry-plan-proposed = { $who } stelde een plan voor: { $title }.
entry-plan-countered = { $who } stelde een ander plan voor: { $title }.
entry-plan-accepted = { $who } ging akkoord met het plan: { $title }. Het geldt vanaf nu voor allebei.
entry-plan-declined = { $who } ging niet akkoord met het plan: { $title }.
entry-plan-withdrawn = { $who } trok het plan in: { $title }.
entry-opened = Je eigen logboek begon.
entry-signed-in = Je logde in met { $device }.
device = { $browser } op { $system }
entry-signed-in-plain = Je logde in.
entry-signed-out = Je logde uit.
entry-language-en = Je koos Engels.
entry-language-nl = Je koos Nederlands.
entry-restored = De server is teruggezet naar een oudere kopie van dit logboek. Er stonden { $size } vastleggingen in; de eerste { $kept } zijn er nog. Vanaf hier wordt met een andere sleutel ondertekend. Ontvangstbewijzen die je bewaarde, laten zien wat verloren ging.
entry-erased = De woorden zijn hier gewist. Dat er iets stond, blijft aantoonbaar.
entry-erased-by = De woorden zijn hier gewist op { $at }. { $asked } vroeg erom, { $by } stemde in. Dat er iets stond, blijft aantoonbaar.
entry-words-erased = { $n ->
    [one] { $who } stemde in: de woorden bij 1 nummer zijn gewist, zoals { $asked } vroeg.
   *[other] { $who } stemde in: de woorden bij { $n } nummers zijn gewist, zoals { $asked } vroeg.
}
entry-own-erased = { $n ->
    [one] Je wiste de woorden bij 1 nummer van je eigen logboek.
   *[other] Je wiste de woorden bij { $n } nummers van je eigen logboek.
}
entry-hold-set = { $who } zette het logboek vast: er wordt niets gewist tot dat is opgeheven.
entry-hold-lifted = { $who } hief op dat het logboek vaststond door { $name }.
entry-left = { $who } sloot het account en doet niet meer mee.
entry-other = Hier staat iets wat deze pagina nog niet in woorden kan zeggen. Het is volledig bewaard.

proof-title = Nr. { $number } in de boom
proof-recorded-as = Vastgelegd door de server als van { $name },
proof-recorded = Vastgelegd door de server,
proof-device = De browser noemde zich: { $device }
proof-leaf = Het blad in de boom
proof-commitment = Vastlegging van de woorden
proof-tree = { $n ->
    [one] Het staat in een boom van 1 blad
   *[other] Het staat in een boom van { $n } bladen
}
proof-root = wortel
proof-promise = Met deze regels en een eerdere wortel die je bewaarde, is na te gaan dat dit niet is gewijzigd; deze pagina doet die controle niet. Of de woorden kloppen, zegt dat niet. De tijd is het woord van de server.
