# Offers beside a plan and a swap: what there is to propose, the forms, what each would change, what comes after.

# Choosing
offer-choose = What do you want to propose?
offer-choose-lead = { $name } sees it once you send it. Until you both agree, everything stays as it is.
list-choose = Propose something
propose-other = Propose something else
propose-handover = Another time or place
offer-kind-swap = A swap
offer-about-swap = The children are with the other parent for a while, perhaps in return for other time.
offer-kind-plan = A plan
offer-about-plan = Who has the children when, from a day on. Most of what can be proposed needs a plan first.
offer-kind-visit = Ask for time, or offer it
offer-about-visit = An extra visit, a longer one or a shorter one, also for today.
offer-kind-handover = Another time or place of a handover
offer-about-handover = One handover is earlier or later, elsewhere, or somebody else brings the children.
offer-kind-first = Offer your care first
offer-about-first = You will be away in your own time, and offer that care to the other parent before you arrange something else.
offer-kind-holiday = Which part of a holiday
offer-about-holiday = A choice that the plan leaves open, in one or several alternatives.
offer-kind-trip = A trip with the children
offer-about-trip = Days, place and papers. Once you both agree, there is a consent form to print.
offer-kind-decision = A decision
offer-about-decision = School, medical care, a passport, an activity, moving house, or something else that you decide together.
offer-kind-make-up = Make up for missed time
offer-about-make-up = Other time for care that did not take place.

# The forms
offer-preview = See it before you send
offer-reason = Do you want to add something?
offer-way = Who would have the children?
offer-way-ask = Me: I ask for time
offer-way-offer = { $name }: I offer time
offer-alternative-first = First choice
offer-or-else = Or else…
offer-or-else-hint = Another time that would do as well. { $name } chooses one.
offer-more = Add another alternative
offer-clause = Which holiday is it about?
offer-clause-none = None of the plan
offer-missed-which = For which missed time?
offer-missed = { $children } with { $name }, { $from } until { $until }
offer-none-missed = Nobody has said that care was missed, so there is nothing to make up for. It can be said on the page of that day.
offer-none-handover = There is no handover in the coming weeks.
offer-which-handover = Which handover?
offer-handover-which = { $at }: { $children } to { $name }
offer-new-time = When would it be?
offer-new-time-hint = As it is agreed now. Change what should change.
offer-new-place = Where would it be?
offer-unchanged = Leave it empty if the place stays.
offer-new-brings = Who would bring the children?
offer-brings-same = As agreed
offer-answer-by = Ask for an answer by a certain time
offer-answer-by-hint = Without one, it can be answered until it would begin. Without an answer by then, everything stays as it is.

# Trips
trip-first-day = First day
trip-last-day = Last day
trip-destination = Where to?
trip-destination-hint = A country or a place.
trip-address = Address during the trip
trip-contact = Contact during the trip
trip-travel = Means of travel
trip-papers = What goes along
trip-time = Time that is not yours
trip-time-hint = A trip by itself changes nothing about who has the children. If part of it lies in the other parent’s time, ask for that here.
trip-move = I ask for all the time of this trip
trip-leaves = Leaves at
trip-returns = Back at
trip-moves-nothing = { $n ->
    [one] By what you agreed, one night of this trip is with the parent who does not go along. This proposal does not ask for it.
   *[other] By what you agreed, { $n } nights of this trip are with the parent who does not go along. This proposal does not ask for them.
}
paper-passport = Passport
paper-identity-card = Identity card
paper-consent-form = Signed consent form
paper-insurance-card = Health insurance card
paper-medicine = Medicine

# Decisions
decide-about = What is it about?
decide-school = School
decide-medical = Medical care
decide-passport = Passport
decide-activity = Activity
decide-moving = Moving house
decide-religion = Religion
decide-other = Something else
decide-title = What is it called?
decide-title-hint = In a few words, such as: Swimming lessons on Wednesdays.
decide-text = What would you decide?
decide-text-hint = { $name } agrees to exactly these words.

# What is offered, in one line
offer-title-first = Care offered first: { $what }
offer-title-holiday = Holiday: { $what }
offer-title-make-up = To make up for missed time: { $what }
offer-title-or = { $n ->
    [one] { $what }, or another time
   *[other] { $what }, or one of { $n } other times
}
offer-handover = The handover of { $children } to { $name }, { $planned }: { $parts }
offer-handover-at = at another time, { $at }
offer-handover-place = at another place, { $place }
offer-handover-brings = { $name } brings
offer-trip = { $children } on a trip with { $name }: { $destination }, { $from } to { $last }
offer-decision = { $about }, for { $children }: { $title }
offer-alternative = Alternative { $number }
offer-alternative-past = Its time has begun, so it can no longer be chosen.
offer-alternative-chosen = This one was chosen.
offer-which = Which one do you choose?

# What to know before sending or answering
offer-due = The plan asks whoever is away for more than { $hours } hours to offer that care first.
offer-leaves-open = The plan leaves this open:
offer-by = An answer is asked for by { $by }.
offer-expires = It can be answered until { $at }.
offer-over = There was no answer in the time that was asked for. Everything stayed as it was.
offer-freed = This care is not taken over, so { $name } is free to arrange something for it.
offer-after-decision = After that, you have decided this together. It stands on the record in these words.
offer-after-trip = After that, you have both consented to this trip, and either of you can print the consent form.
offer-talk-link = Messages about this proposal
breach-head = The plan has a limit
breach-may = You two may agree otherwise for once.
breach-away = { $children }: { $found } away from { $name } at a stretch, { $from } to { $last }. The plan allows at most { $limit }.
breach-handovers = { $children }: { $found } from { $from } to { $last }. The plan allows at most { $limit }.
breach-together = { $children }: together on { $found } from { $from } to { $last }. The plan asks for at least { $limit }.
breach-with = { $children }: { $found } with { $name } from { $from } to { $last }. The plan asks for at least { $limit }.
amount-nights = { $n ->
    [one] 1 night
   *[other] { $n } nights
}
amount-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
amount-handovers = { $n ->
    [one] 1 handover
   *[other] { $n } handovers
}
amount-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
answer-agree-to = I agree to alternative { $number }

# Declined twice
dispute-head = How you can go on
dispute-twice = You did not agree on the same thing before, in
dispute-clause = The plan says what comes next:
dispute-no-clause = The plan says nothing about what comes next. These steps can help:
dispute-talk = Talk about it.
dispute-talk-link = Write about this proposal
dispute-mediator = Let a mediator help, who sees this one proposal and nothing else.
dispute-mediator-link = Let a mediator in to this proposal
dispute-again = Propose it once more, with a day by which you ask for an answer.
dispute-again-link = Propose it again
dispute-until = Until { $day }, as the plan says.

# The consent form
consent-get = Consent form as PDF
consent-what = On paper, with room for both signatures, in your language and another one.

# What can be wrong with a field
wrong-no-way = Choose whether you ask for time or offer it.
wrong-no-handover = Choose a handover that you two agreed on.
wrong-no-missed = Choose care that was missed.
wrong-no-choice = Choose one of these.
wrong-missing = Fill this in.
wrong-alternative = Alternative { $number } cannot be proposed like this. { $why }

# When the family's rules say no
refusal-offer-expired = This could be answered until { $at }. Nothing changed. You can propose something new.
refusal-deadline-past = An answer is asked for by { $by }, which has passed. Choose a time that is still to come.
refusal-deadline-late = An answer is asked for by { $by }, but this begins on { $begins }. Choose an earlier time for the answer.
refusal-deadline-far = An answer can be asked for within { $days } days at most.
refusal-no-alternative = This proposal has no such alternative. Choose one of those that it names.
refusal-alternative-count = A proposal has 1 to { $limit } alternatives.
refusal-same-alternatives = Two of the alternatives are the same.
refusal-one-alternative = Who will be away offers just that time, without alternatives.
refusal-not-own-care = Only care of the parent who will be away can be offered here. From { $start } not all of these children are to be with that parent the whole time.
refusal-not-your-care = Only the parent who will be away offers the own care first. You can ask for a visit.
refusal-no-clause = The plan has no clause ‘{ $id }’.
refusal-nothing-missed = Entry { $entry } does not say that care was missed, so there is nothing to make up for.
refusal-makes-up-to-another = Time that makes up for missed care is for the parent who missed it, with the same children.
refusal-no-handover = There is no handover of these children on { $planned } in what you two agreed. Look at the calendar.
refusal-handover-far = A handover can be moved by { $hours } hours at most. For more, propose a swap.
refusal-handover-crosses = Between { $start } and { $end } the children pass over another time. Propose a swap for that.
refusal-trip-backwards = The last day of the trip must not lie before its first one, { $from }.
refusal-trip-past = The trip begins on { $from }, which has passed. Choose a day that is still to come.
refusal-trip-long = A trip lasts { $days } days at most.
refusal-trip-far = The trip begins on { $from }, which is too far ahead.
refusal-trip-papers = Name what goes along on the trip once each.

# A mediator who sees one proposal
let-in-sees-proposal = Proposal { $number }, and nothing else with it
sees-proposal = proposal { $number }
guest-proposal-lead = Everything that was offered and answered in it, the oldest first.
guest-proposal-last = How it stands
