# Actual care: how handovers and stretches of care went.

care-on-time = { $children } { $n ->
    [one] went
   *[other] went
} to { $to } on { $planned }, as agreed.
care-other-time = { $children } { $n ->
    [one] went
   *[other] went
} to { $to } at { $at }; the agreed time was { $planned }.
care-missed = { $children } { $n ->
    [one] stayed
   *[other] stayed
} with { $other } from { $from } until { $until }; this was to be with { $name }.
care-took-place = { $children } { $n ->
    [one] was
   *[other] were
} with { $name } from { $from } until { $until }, as agreed.
care-note-meal = Last meal
care-note-medicine = Medicine
care-note-given = { $name }, { $dose }, { $at }
care-note-sleep = Sleep
care-note-bag = In the bag
care-note-more = Also
care-no-children = Choose which children this is about, each once.
care-no-handover = There is no handover of these children at that time in what you two agreed. Look at the calendar.
care-no-care = These children were not to be with that parent over all of that time. Look at the calendar.
care-to-come = This is still to come. Tell of it when its time is there.
care-long-ago = This is more than { $days } days ago. Write a message about it instead.
care-far-off = Give a time within a day of when it was to be. If the handover did not take place, say that the care was missed.
care-backwards = The end must be after the beginning.
care-nothing-to-answer = The other parent did not say that this was missed.
care-medicines = A note has room for { $limit } medicines. Write the others into the free text.
care-said-already = You have said this already. It stands on the record.

# What was told, side by side
care-title = How it went
care-lead = What each of you tells of handovers and care. Nobody has to tell anything.
care-differ = You two tell this differently. Both stand on the record, and what was agreed counts.
care-tells = { $name } tells:
care-told-at = Told on { $at }.
care-entry = Entry { $number } on the record
care-place = About here: { $place }
care-more = More about this
care-make-up = Propose time to make up for it

# One handover
care-handover-title = Handover on { $at }
care-agreed = As agreed
care-no-longer-agreed = In what you two agreed now there is no such handover any more.
care-not-agreed = What was told of it stays on the record. There is nothing more to tell.
care-told = What was told
care-told-nothing = Nobody has told anything of it.
care-moved-on = { $name } has told something else since. It is shown here.
care-not-recorded = This was not recorded.
care-same = I say the same as { $name }
care-did-take-place = It did take place
care-tell = How did it go?
care-replaces = What you tell now takes the place of what you told before. Both stay on the record.
care-as-agreed = It took place as agreed
care-just-now = It took place just now
care-otherwise = Another time, some of the children, or a note
care-otherwise-short = Otherwise, or a note
care-did-not = It did not take place
care-at = When did the children pass?
care-at-hint = Agreed was { $planned }.
care-children = Which children?
care-note = A note for { $name }
care-note-hint = Every part may be left empty. { $name } reads what you write, and it stays on the record.
care-medicine = Medicine { $number }
care-medicine-name = Which
care-medicine-dose = How much
care-medicine-at = When
care-place-add = Add about where I am
care-place-hint = Your device asks you first. It fills in once where you are, to about a kilometre. Nothing is sent before you tell.
care-place-is = About where you are:
care-place-remove = Leave it out
care-place-failed = Your device gave no place.
care-send = Tell it

# Care that did not take place
care-missed-title = Care that did not take place
care-missed-lead = You tell that the children stayed with one of you while they were to be with the other. The other parent can say otherwise; then both stand side by side.
care-whose = Whose time was it?
care-from = From
care-until = Until
care-reason = Why?
care-reason-hint = { $name } reads this. You may leave it empty. Once told, it stays on the record.
care-missed-send = Tell it
care-back = Not now

# What cannot be understood
care-error-title = This is not told yet
care-wrong-no-child = Tick at least one child.
care-wrong-unknown-child = Tick only children who are in this list.
care-wrong-no-parent = Choose whose time it was.
care-wrong-no-moment = Give the day and the time.
care-wrong-moment = Give the day and the time like this: 2026-11-23 08:30.
care-wrong-backwards = Give an end after { $from }.
care-wrong-no-medicine = Say which medicine it was, or leave the whole row empty.
care-wrong-no-dose = Say how much it was, as it stands on the package.
care-wrong-long = This has { $found } characters; at most { $limit } fit.
care-wrong-unprintable = This contains a character that cannot be shown. Type it anew.
care-wrong-place = This place cannot be understood. Leave it out or ask your device again.

# The last weeks
care-differ-h = Told differently
care-untold-h = Nothing told yet
care-untold = Handovers of the last fourteen days. You may tell how they went; you need not.
care-untold-earlier = { $n ->
    [one] One earlier handover
   *[other] { $n } earlier handovers
}
care-lately-h = Told in the last six weeks
care-none-title = Nothing to tell yet
care-none = Once a handover has taken place, it appears here. Whoever wants to can then say with one tap that it did.
care-measures-h = Planned, agreed and actual
care-measures = Planned: the plan alone. Agreed: the plan with what you two agreed since. Actual: with what was told and nobody denies; where nothing was told, what was agreed counts.
care-period = Time that is counted
care-period-month = This month
care-period-last-month = Last month
care-period-year = This year
care-period-days = { $from } to { $to }.
care-table = { $child }: nights and hours, planned, agreed and actual
care-planned = Planned
care-kind-agreed = Agreed
care-actual = Actual
care-nights = nights
care-hours = hours
care-open-h = Missed, and not made up yet
care-nothing-open = Nothing that was missed is still to be made up.
care-open-row = { $children } with { $name } from { $from } until { $until }
care-open-amounts = Missed: { $lost }. Still to be made up: { $open }.
care-amount-nights = { $n ->
    [one] 1 night
   *[other] { $n } nights
}
care-amount-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
care-amount-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}

# On Today and in the calendar
care-due-h = Recent handovers
care-day-planned = By the plan alone:
care-day-was = As it was:
care-tell-of = { $at }, { $what }: tell how it went
care-say-otherwise = It went otherwise than agreed.
care-legend = dashed around the lanes: it went otherwise than agreed
