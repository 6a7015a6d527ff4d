# A plan on paper: the page where it is opened, and what stands on the paper.

paper-title = On paper
paper-lead = The whole plan as a PDF, to read, to print or to take along. And two pages for the children.
paper-back = Back
paper-none = There is nothing to print here yet
paper-no-plan = As soon as you two agree on a plan, you can print it here. A draft can be printed already.
paper-to-drafts = To your drafts
paper-unanswered = The questions of this draft make no plan yet. After that you can print it.
paper-to-questions = Go on with the questions
paper-unsound = Something in the text of this draft cannot be understood. After that you can print it.
paper-to-text = To the text
paper-document = The plan as a document
paper-document-what = The clauses by subject, an ordinary week and the year in pictures, holidays and feast days with their dates, the nights with each of you, and room for two signatures.
paper-pdf = (PDF)
paper-opens = The PDF opens in your browser. There you can print or keep it.
paper-not-in-english = { $n ->
    [one] One clause is not written in English. In the English document it stands in Dutch.
   *[other] { $n } clauses are not written in English. In the English document they stand in Dutch.
}
paper-not-in-dutch = { $n ->
    [one] One clause is not written in Dutch. In the Dutch document it stands in English.
   *[other] { $n } clauses are not written in Dutch. In the Dutch document they stand in English.
}
paper-children = Two pages for the children
paper-children-what = With whom they sleep, the weeks and months ahead, and the next holidays. In short sentences, to hang up.
paper-children-of = For { $names }
paper-asked = What the law asks
paper-asked-all = This plan says something on everything that the Dutch law names.
paper-asked-missing = { $n ->
    [one] On one subject that the Dutch law names, nothing stands in it yet. The paper says so, too.
   *[other] On { $n } subjects that the Dutch law names, nothing stands in it yet. The paper says so, too.
}
paper-asked-add = Choose a clause on { $title }
paper-asked-note = This only says whether something stands there. It is no legal advice: whether the plan is enough is for you, and for whoever advises you, to judge.

# What it is worth.
paper-draft = Draft, not agreed yet
paper-offered = Proposal { $number }, not agreed yet
paper-closed = Proposal { $number }, not agreed
paper-version-holds = Version { $number }, { $holds }
paper-holds-since = in force since { $from }
paper-holds-from = in force from { $from }
paper-held = in force from { $from } to { $last }
paper-not-yet = Not agreed yet.
paper-agreed = Agreed on { $at }.
paper-agreed-entry = Agreed on { $at }, number { $entry } in the record.
paper-by-passkey = A passkey signed these words.
paper-by-device = A device signed that it is this parent’s.
paper-by-server = That it is this parent’s is the word of the server.
paper-by-link = The answer came by a link, without an account; that it is this parent’s is the word of the server.
paper-footer = { $host }, made on { $day }
paper-ref-draft = Draft
paper-ref-kept = Kept on
paper-ref-version = Version
paper-ref-from = In force from
paper-ref-proposal = Proposal
paper-ref-entry = Number in the record
paper-ref-size = Entries in the record
paper-ref-code = Short code
paper-ref-root = Root
paper-ref-host = Server

# The clauses.
paper-law = The law: { $note } See { $article }.
paper-missing = Nothing is agreed on this yet.
paper-others = Other agreements
paper-nothing = What this plan says nothing about
paper-nothing-on = On these subjects this plan says nothing: { $names }.
paper-clause-number = clause { $number } in the text of the plan
paper-for = for { $names }
paper-only-english = written in English only
paper-only-dutch = written in Dutch only
paper-handovers = How handovers usually go
paper-handover-place = Place: { $place }.
paper-handover-giver = Who brings: the parent with whom the children were.
paper-handover-receiver = Who collects: the parent to whom the children go.
paper-handover-parent = Who brings or collects: { $name }.
paper-handover-bag = What goes along: { $bag }.
paper-handover-to = To { $name }. { $said }

# The pictures in words.
paper-nobody = not known yet
paper-with = with { $name }
paper-change = first with { $from }, then with { $to }
paper-on-day = { $day } { $held }
paper-on-days = { $from } to { $to } { $held }
paper-visit = { $day } from { $from } to { $until } with { $name }
paper-week = Week { $n }
paper-weeks-title = { $n ->
    [one] One week
   *[other] { $n } weeks
}
paper-weeks-alt = { $kids }. { $said }
paper-weeks-dates = From { $from } to { $to }.
paper-weeks-changes = Handovers: { $when }.
paper-weeks-visits = By day also: { $when }.
paper-weeks-interrupted = Days of holidays or feasts fall in these weeks, too.
paper-year-title = { $from } to { $to }
paper-year-sentence = From { $from } to { $to }: { $kids } { $nights_a ->
    [one] 1 night
   *[other] { $nights_a } nights
} with { $a } and { $nights_b ->
    [one] 1 night
   *[other] { $nights_b } nights
} with { $b }, and { $handovers ->
    [one] 1 handover
   *[other] { $handovers } handovers
}.
paper-year-alt = { $kids }. { $said }.
paper-month-nights = { $month }: { $nights_a ->
    [one] 1 night
   *[other] { $nights_a } nights
} with { $a } and { $nights_b ->
    [one] 1 night
   *[other] { $nights_b } nights
} with { $b }

# Holidays and time.
paper-span = { $day }, { $from } – { $last }, { $until }
paper-span-day = { $day }, { $from }–{ $until }
paper-span-with = { $span }: { $name }
paper-midnight = 24:00
paper-tentative = date not certain yet
paper-measured = From { $from } to { $to }
paper-nights = Nights
paper-share = Share of the nights
paper-longest = Longest stay
paper-weekends = Whole weekends
paper-together = Nights with all children together
paper-n-nights = { $n ->
    [one] 1 night
   *[other] { $n } nights
}

# For the children.
paper-kids-title = Where do I sleep?
paper-kids-home = With { $name }
paper-kids-home-named = With { $name }: { $home }
paper-kids-weeks = The weeks from { $day }
paper-kids-week = Week of { $day }
paper-kids-months = The months to come
paper-kids-months-alt = Where you sleep: { $said }.
paper-kids-holidays = The next holidays and feasts
paper-kids-draft = This is still an idea. It is not agreed yet.
paper-kids-changes = You change on { $when }.
paper-kids-changes-often = You change often. The weeks above show when.
paper-kids-parents-change = You stay, and { $a } and { $b } change: { $when }.
paper-kids-visits = By day you are also: { $when }.
paper-kids-place = Where you change: { $place }.
paper-kids-bag = What goes along: { $bag }.
paper-kids-ask = Not sure? Ask { $a } or { $b }.
paper-kids-with = All of it with { $name }.
paper-kids-then = First with { $from }, then with { $to }.
paper-kids-turns = In turns with { $a } and with { $b }.
paper-kids-open = With whom you are is not known yet.
paper-kids-dates = { $from } to { $to }
