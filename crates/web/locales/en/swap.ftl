# Proposals and swaps: the form, the preview, the card, the list, errors and refusals.

swap-word = Swap
swap-move = { $n ->
    [one] { $children } is with { $name } from { $start } until { $end }
   *[other] { $children } are with { $name } from { $start } until { $end }
}
swap-title-more = { $n ->
    [one] { $first }, and one more change
   *[other] { $first }, and { $n } more changes
}
swap-several = A swap with { $n } changes
proposal-by-line = Proposal { $number } by { $name }, { $at }
days-range = { $first } to { $last }
part-with = with { $name }
part-nobody = nobody is named
part-first = { $who } until { $until }
part-middle = then { $who } until { $until }
part-last = then { $who }

# Effects
effect-heading = What would change
effect-heading-done = What changed
effect-of = Alternative { $number }: { $what }
effect-day = Day
effect-now = Agreed now
effect-before = Agreed before
effect-proposal = Proposal
effect-nights = Nights
effect-nights-none = The number of nights stays the same for both.
nights-line = { $children }: { $a }, { $b }
nights-more = { $n ->
    [one] { $name } 1 night more
   *[other] { $name } { $n } nights more
}
nights-fewer = { $n ->
    [one] { $name } 1 night fewer
   *[other] { $name } { $n } nights fewer
}
nights-same = { $name } the same
effect-gone = Handovers that would no longer take place
effect-added = Handovers that would be new
effect-gone-done = Handovers that no longer take place
effect-added-done = New handovers
handover-line = { $children } from { $from } to { $to }
remark-nothing = Nothing would change: this is how it is already.
remark-past = This begins on { $start }, which has passed. Choose a time that is still to come.
remark-overlaps = Proposal { $number } is open too and is about some of the same time. Once one of the two is accepted, the other can no longer be accepted.
remark-overlaps-link = Look at proposal { $number }

# The form
swap-new-title = Propose a swap
swap-counter-title = Propose something else
swap-counter-lead = In answer to proposal { $number } by { $name }. Until you both agree, everything stays as it is.
swap-new-lead = First you see what would change. Nothing is sent before that.
swap-error-title = The proposal is not sent yet
swap-children = For which children?
swap-from = From
swap-until = Until
swap-day = Day
swap-time = Time
swap-to = Who has them then?
swap-first = The change
swap-return = In return
swap-return-hint = You may offer other time for it. Leave it empty if not.
swap-next-change = Change { $number }
swap-back = Not now
swap-more = Add another change
swap-reason = Why do you ask?
swap-reason-hint = { $name } reads this. One sentence is enough, and you may leave it empty. Once sent, it stays on the record.
swap-preview = See what would change

# The preview
preview-title = Before you send
preview-lead = This is what { $name } will see. It is not sent yet.
preview-send = Send the proposal
preview-change = Change it
preview-then = { $name } can accept, counter or decline. Without an answer everything stays as it is.
preview-lead-blocked = It is not sent.
preview-blocked = It cannot be sent like this
preview-moves = You propose
preview-reason = Your reason
preview-no-reason = No reason is added.

# The card
proposal-title = Proposal { $number }
proposal-offers = All offers, the oldest first
proposal-offer-n = Offer { $revision }, { $name }, { $at }
proposal-reason = { $name } writes:
proposal-no-reason = No reason is given.
proposal-recorded = The proposal is entry { $number } on the record
answer-recorded = The answer is entry { $number } on the record
proposal-keys-label = Who agreed
key-agreed = agreed, { $at }
key-proposed = proposed this, { $at }
key-waits = no answer yet
key-declined = not agreed, { $at }
key-withdrew = withdrew, { $at }
key-lapsed = no answer
key-none = no answer needed
answers-label = Your answer to proposal { $number }
answer-accept = Accept
answer-counter = Counter
answer-decline = Decline
answer-withdraw = Withdraw
answer-confirm = Confirm
answer-not-yet = Not yet
accept-title = Accept proposal { $number }?
accept-after = After that, this stands in the calendar for you both.
accept-plan-after = After that, this plan holds for you both and fills the calendar.
accept-plan-from = After that, this plan holds for you both from { $day }. Until then everything stays as it is.
withdraw-title = Withdraw proposal { $number }?
withdraw-after = { $name } sees that you withdrew it. Everything stays as it is.
waits-for-you = Your answer is asked for. Without an answer everything stays as it is.
waits-for-you-until = Your answer is asked for, before { $start }. Without an answer everything stays as it is.
waits-for-other = { $name } has not answered yet. Until then everything stays as it is.
waits-for-other-until = { $name } has not answered yet. Without an answer before { $start }, everything stays as it is.
standing-lapsed = The time that this was about has begun before both agreed. Everything stayed as it was.
standing-accepted = Agreed by both, { $at }.
standing-declined = Not agreed. Everything stays as it is.
standing-withdrawn = { $name } withdrew this. Everything stays as it is.
recorded-head = It is on the record, as no. { $number }.
recorded-keep = You can keep the receipt: it shows later that this was recorded and when, also without us.
moved-head = Your answer is not sent.
moved-accepted = { $name } accepted this proposal on { $at }.
moved-declined = { $name } declined this proposal on { $at }.
moved-withdrawn = { $name } withdrew this proposal on { $at }.
moved-newer = { $name } made a newer offer on { $at }. It is shown here.
moved-refused = It could not be sent: { $why }
moved-lapsed = The time that this was about has begun meanwhile. Everything stayed as it was.
plan-clauses = { $n ->
    [one] 1 clause
   *[other] { $n } clauses
}
plan-from = This plan is meant to hold from { $from }.
plan-would-hold = If you both agree today, it holds from { $day }.
plan-would-hold-now = If you both agree today, it holds at once.
plan-blocked = This plan cannot be agreed to as things stand. { $why }
plan-holds = You both agreed to this plan. Its first day is { $day }.
plan-read = Read the whole plan

# Declining
decline-title = Decline proposal { $number }
decline-lead = Everything stays as it is. { $name } sees your answer, and your reason if you give one.
decline-reason = Your reason
decline-reason-hint = You may leave it empty. Once sent, it stays on the record.
decline-error-title = Your answer is not sent yet
decline-send = Decline
decline-back = Back to the proposal

# The list
list-title = Proposals
list-mine = Waits for your answer
list-theirs = Waits for { $name }
list-settled = Settled
list-none-title = Nothing is open
list-none = What one of you proposes appears here, and stays here with its answer.
list-no-plan = A swap needs an agreed plan. There is none yet.
row-asked = { $name } asked on { $at }.
row-countered = { $name } proposed something else on { $at }.
row-until = Before { $start }, please. Until then everything stays as it is.
row-stays = Until you answer, everything stays as it is.
row-accepted = Agreed
row-declined = Not agreed
row-withdrawn = Withdrawn
row-lapsed = The time has passed

# What can be wrong with a field
wrong-no-child = Choose at least one child.
wrong-unknown-child = One of the children is not in this family. Choose again.
wrong-no-day = Choose a day.
wrong-bad-day = This is not a day in the calendar. Write it as 2026-11-28.
wrong-no-time = Choose a time.
wrong-bad-time = This is not a time. Write it as 17:30.
wrong-backwards = Choose an end after { $start }.
wrong-no-parent = Choose who has the children then.
wrong-overlaps = Two of the changes are about the same child at the same time. Choose another time for one of them.
wrong-too-long = This has { $found } characters; { $limit } fit. Shorten it a little.
wrong-unprintable = This contains a character that cannot be shown. Type the sentence again.

# When the family's rules say no
refusal-already-founded = This family has begun already.
refusal-not-founded = This family has not begun yet.
refusal-same-id = Two people in this family have the same id: { $id }.
refusal-child-count = A family has 1 to { $limit } children here; this one names { $found }.
refusal-born-later = { $name } is born in the future. Check the date of birth.
refusal-no-zone = There is no time zone ‘{ $zone }’. Use a name such as Europe/Amsterdam.
refusal-not-taking-part = You take no part in this family.
refusal-place-changed = The other parent’s place has changed meanwhile. Look at it and invite again.
refusal-both-joined = Both parents take part already.
refusal-not-invited = There is no open invitation for this place.
refusal-no-proposal = There is no such proposal.
refusal-proposal-exists = This proposal is on the record already.
refusal-already-answered = This proposal has been answered already. Nothing changed by your answer.
refusal-newer-revision = There is a newer offer. Look at it before you answer.
refusal-own-offer = This is your own offer. It waits for the other parent.
refusal-not-your-offer = Only the parent who made this offer can withdraw it.
refusal-other-matter = An answer to a proposal is about the same matter.
refusal-too-many-open = { $limit } proposals are open. Answer or withdraw some first.
refusal-no-plan = There is no agreed plan yet, so there is nothing to swap.
refusal-plan-agreed = Since this plan was offered, you two agreed on another one. Offer it again if it should follow that one.
refusal-plan-succession = This plan cannot follow the one that you agreed on. { $why }
succession-not-later = A new plan begins after the one before it, which begins on { $day }.
succession-other-parents = It names the parents otherwise, or in another order: ‘{ $found }’ where ‘{ $expected }’ stood.
succession-child-missing = It does not name { $name }, of whom the plan speaks so far.
succession-other-zone = It is in the time zone { $found }; the plan so far is in { $expected }.
succession-other-night = It counts a night at another hour (night_at) than the plan so far.
succession-too-many = The plan has been changed so often that no further version fits.
refusal-plan-problems = The plan cannot be understood: { $problems }
refusal-plan-clashes = Two clauses of the same rank claim the same time, first on { $first }. Decide which comes first.
refusal-plan-gap = No clause says who has { $child } on { $first }. Add a clause for that time.
refusal-plan-people = The plan is about other people than this family: { $who }.
refusal-move-count = One proposal holds 1 to { $limit } changes.
refusal-move-long = One change can last { $days } days at most. A longer one belongs in the plan.
refusal-move-outside = { $start } is outside the time that the plan covers.
refusal-too-late = This was to begin on { $start }, which has passed. Everything stayed as it was. You can propose something new.
refusal-agreed-meanwhile = You two agreed something newer about the same time, from { $start }. This older offer can no longer be accepted. You can propose something new.
refusal-plan-ended = This plan ended on { $until }. Offer one that still holds.
list-pages = Pages of settled proposals

# Accepting with a passkey.
answer-sign = Accept and sign with your passkey
offer-sign = Sign your proposal with your passkey
offer-sign-failed = Your device gave no signature. Your proposal stands without it, too.
answer-sign-failed = Your device gave no signature. You can accept without it.
refusal-not-in-offer = The plan that was offered has no such clause. Look at it again.
