# The calendar, and the sentences of a day.

calendar-today = Today
calendar-is-today = today
calendar-month = Month
calendar-week = Week
calendar-agenda = List
calendar-views = View
calendar-week-title = Week { $number }, from { $from }
calendar-agenda-title = Two weeks from { $from }
calendar-caption = { $span }: who each child is with on each day, and when they change
calendar-lanes = Lanes from top to bottom: { $lanes }.
calendar-zone = Times are the clock of { $zone }.
calendar-clock-forward = On { $day } at { $time } the clock goes forward one hour.
calendar-clock-back = On { $day } at { $time } the clock goes back one hour.
calendar-handovers = Handovers
calendar-as-list = As a list
calendar-no-handovers = There is no handover in these days.
calendar-days = The days one by one
calendar-open-day = Open this day
calendar-clash-short = Two clauses disagree here. Open the day to see which.

legend = Legend
legend-smooth = { $letter }: with { $name }, smooth
legend-ribbed = { $letter }: with { $name }, ribbed
legend-handover = handover
legend-open = open proposal
legend-clash = two clauses disagree

# A day in a sentence.
say-with = with { $name }
say-until = { $who } until { $time }
say-then = , then{" "}
say-clash = with nobody yet, because two clauses disagree
say-silent = with nobody named, because no clause speaks
say-outside = outside the plan
say-swapped = By a swap that you both agreed.
say-asked = Open proposal.

# A handover.
move-to = { $kids } to { $name }
move-brings = { $name } brings { $kids }.
move-collects = { $name } collects { $kids }.
move-brings-short = { $name } brings.
move-collects-short = { $name } collects.

# One day.
day-no-handover = Nobody changes home on this day.
day-why = Why this day looks like this
day-why-for = For { $kids }.
day-why-over = It goes before { $over }.
day-night = The night to { $day }: { $said }.
clause-inline = clause { $number } ({ $title })
swap-inline = an earlier swap
agreed-swap = Agreed
agreed-swap-words = You both agreed on this.
propose-change = Propose a change

# Two clauses over the same time.
clash-title = Two clauses speak about { $kids } at the same time.
clash-span = From { $start } until { $end }.
clash-says = says { $name }.
clash-nobody = They weigh the same, so this time is nobody’s until you agree on it.

# An open proposal.
ask-proposes = { $name } proposes:
ask-headline = { $kids } with { $name } from { $start } until { $end }
ask-headline-day = { $kids } with { $name } on { $day } from { $start } until { $end }
ask-more = { $n ->
    [one] and one more
   *[other] and { $n } more
}
ask-plan-stays = Without an answer the plan stays as it is.
ask-read = Read the proposal
