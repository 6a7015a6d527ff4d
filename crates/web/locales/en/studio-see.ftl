# The plan studio: drafts, what one comes to, two plans side by side, what if.

# Twelve months.
year-heading = Who is with whom, { $from } to { $to }
year-label = Twelve months: a row for each month, a column for each day. Lanes from top to bottom: { $lanes }. The same stands in the sentence below and in the table.
year-all-short = all
year-together = All children together
year-sentence = Nights from { $from } to { $to }. { $said }
year-nights = { $kids }: { $nights_a ->
    [one] 1 night
   *[other] { $nights_a } nights
} with { $a }, { $nights_b } with { $b }.
year-holiday = school holiday
year-differing = where the two differ
year-now = now
year-limit = a limit of the plan is passed
year-silent = no clause speaks
year-by-clause = Show the days of one clause
year-only-one = You see the days of this clause alone.
year-all-days = Show all days
year-show-clause = Show in the year
year-table = The same year as a table
year-caption = Nights with each parent in each month
year-month = Month
year-sum = All
year-months = One month day by day
year-ahead = The plan begins on { $day }; its year is counted from then on.

# A draft.
see-state = A draft of yours. It has not been offered to { $name }, and nobody else can see it.
see-state-unanswered = Some questions are still open, so there is no plan yet. Nobody else can see this draft.
see-state-unsound = Its text has places that cannot be understood yet. Nobody else can see this draft.
see-kept = Last saved on { $at }.
see-far = The first day of this plan is too far away to look at.
see-not-kept = The name was not changed
see-unanswered = What is still to be answered
see-unanswered-what = A plan comes of your answers as soon as those that it needs are there. You can go on at any of them.
see-needed = needed for a plan
see-open-questions = Go on with the questions
see-unsound = The text is no plan yet
see-unsound-what = { $n ->
    [one] One place in it cannot be understood.
   *[other] { $n } places in it cannot be understood.
} The text says where, and what could stand there.
see-open-text = Open the text
see-clauses = { $n ->
    [one] 1 clause.
   *[other] { $n } clauses.
}
see-from = If you both agreed today, it would hold from { $day }.
see-cannot-follow = It cannot be offered like this: { $why }
see-nobodys = Some time is nobody’s: { $clashes ->
    [0] no clauses disagree
    [one] clauses disagree once
   *[other] clauses disagree { $clashes } times
}, and { $gaps ->
    [0] some clause speaks of all time
    [one] no clause speaks of one stretch
   *[other] no clause speaks of { $gaps } stretches
}. It can be offered once all time is somebody’s.
see-nobodys-where = See where
see-offer = Offer to { $name }
see-compare = Beside the agreed plan
see-paper = Print
see-jump-year = The year
see-jump-right = To look at
see-jump-law = The law
see-manage = This draft
see-name = Name of the draft
see-name-hint = Only you see it. At most { $n } characters.
see-name-empty = Give the draft a name.
see-name-long = This name has { $found } characters; { $limit } fit.
see-name-control = This name has a character that cannot be shown.
see-rename = Change the name
see-end = End this draft
see-end-sure = End this draft?
see-end-what = It no longer stands among your drafts and cannot be worked on. Nothing else changes: what was agreed or offered stays.
see-end-now = End it
see-end-not = Keep it

# What is not right with it.
see-right = To look at
see-sound = All time is somebody’s, and every limit is kept to.
see-more = And { $n } more.
see-look = Look at { $day }
see-clashes = { $n ->
    [one] Once two clauses disagree
   *[other] { $n } times two clauses disagree
}
see-gaps = { $n ->
    [one] One stretch of which no clause speaks
   *[other] { $n } stretches of which no clause speaks
}
see-gaps-why = A clause that gives all other time to one parent fills them.
see-breaches = { $n ->
    [one] Once a limit of the plan is passed
   *[other] { $n } times a limit of the plan is passed
}
see-remarks = { $n ->
    [one] One thing to look at
   *[other] { $n } things to look at
}
see-week-53 = Two weeks in a row at the turn of a year.
see-skipped-time = A time that the clock skips.
see-time-twice = A time that comes twice.
see-outside-the-plan = Dates outside the plan.
see-holds-for-no-child = No child is of this age.
see-never-applies = This clause never applies.
see-one-parent-only = Everything goes to one parent.
see-runs-out = Its dates run out.
see-holiday-uncovered = A holiday that nobody has in some years.
see-holiday-unknown = Holidays whose dates are not known yet.
see-holiday-tentative = A day that may still move.
see-begins-after-eighteen = It begins after the children are 18.
see-turns-eighteen = A child turns 18.
see-about-two-weeks = { $name } has two weeks in a row from { $days } on, because week 53 and the week 1 after it are both odd.
see-about-no-weeks = It leaves out two weeks in a row from { $days } on, because week 53 and the week 1 after it are both odd.
see-way-weeks = A rhythm of alternating weeks takes turns strictly.
see-about-skipped = On { $day } the clocks go forward and { $at } does not exist: what this clause has at that time is at { $then } then.
see-about-twice = On { $day } the clocks go back and { $at } comes twice: the first of the two is meant.
see-about-again = { $n ->
    [one] It happens once more later.
   *[other] It happens { $n } more times later.
}
see-way-clock = Choose another time, if that is not meant.
see-about-after = The clause begins on { $from }, but the plan ends on { $end }.
see-about-before = The clause ends on { $until }, but the plan begins on { $begin }.
see-way-outside = Look at the dates of the clause and of the plan.
see-about-no-child = While the plan runs, no child is of the age that the clause names on the dates that it names.
see-way-no-child = Look at its dates and ages, and at the dates of birth.
see-about-gives-way = Whenever this clause speaks, another one goes before it.
see-way-gives-way = Let it go before others, or leave it out.
see-about-no-time = Nothing of its rule lies on the dates on which it holds, so it gives nobody time.
see-way-no-time = Look at the dates of the rule, of the clause and of the plan.
see-about-all-with = The whole rhythm is with { $name }.
see-way-all-with = If that is meant, a clause that gives all time to one parent says it more simply.
see-about-last = The last of its dates ends on { $day }, while the plan runs on.
see-about-last-over = The last of its dates ended on { $day }, while the plan runs on.
see-way-last = Add the dates that follow, or give the clause an end.
see-about-even-years = In even years no clause gives this holiday, first on { $day }. It stays with whoever has the children otherwise.
see-about-odd-years = In odd years no clause gives this holiday, first on { $day }. It stays with whoever has the children otherwise.
see-way-years = Name the other parent for those years, if that is not meant.
see-about-left-out = { $holiday }, { $kids }: no clause gives it, first on { $day }. It stays with whoever has the children otherwise.
see-way-left-out = Name it in a clause for school holidays, if that is not meant.
see-about-known = The dates of this holiday are known until { $day }. After that the clause gives nothing yet.
see-way-known = Later dates come with newer versions of this program; until then you can write them in the clause.
see-about-estimate = The day of this holiday, { $day }, is an estimate and may still move.
see-way-estimate = You can confirm it once the day is known.
see-about-of-age = It begins on { $day }, when each child of whom it speaks is 18 already.
see-way-of-age = From 18 on a child decides for itself; look at the dates and ages.
see-about-eighteen = While the plan runs on, somebody turns 18: { $who }.
see-about-eighteen-each = { $name } on { $day }
see-way-eighteen = From 18 on a child decides for itself. A clause that ends then may say so.
see-law-asks = What the Dutch law asks
see-law-all = There is a clause for everything that the law asks of a plan.
see-law-missing = { $n ->
    [one] The law asks one thing of which this plan does not speak yet.
   *[other] The law asks { $n } things of which this plan does not speak yet.
}
see-law-add = Clauses to choose from: { $title }
see-law-note = Whether a clause says enough is for you two and those who advise you.

# In numbers.
see-nights = Nights
see-measured = From { $from } to { $to }, by this plan alone.
see-numbers = In numbers
see-table = The numbers of { $kids }
see-row-nights = Nights
see-row-time = Share of the time
see-row-handovers = Handovers
see-row-longest = Longest stay, in nights
see-row-weekends = Whole weekends
see-row-split = Weekends with one night each
see-row-holidays = Nights in holidays and on feasts
see-monthly = Handovers by month
see-monthly-caption = Handovers of { $kids } by month
bar-nights = Nights of { $kids }
bar-of = { $what }, { $kids }
bar-with = { $value } with { $name }
bar-label = { $what }: { $values }.
bar-law = { $name }: { $number }, against { $limit }. { $outcome }
see-together = All children are in one home on { $n ->
    [one] 1 night
   *[other] { $n } nights
}: { $nights_a } with { $a }, { $apart ->
    [0] { $nights_b } with { $b }.
    [one] { $nights_b } with { $b }. On 1 night they are not.
   *[other] { $nights_b } with { $b }. On { $apart } nights they are not.
}
see-together-both = All children are in one home on { $n ->
    [one] 1 night
   *[other] { $n } nights
} in “{ $one }” and on { $m ->
    [one] 1 night
   *[other] { $m } nights
} in “{ $other }”.
see-change = Change

# What the law counts.
law-title = What the law counts
law-lead = Counted from this plan alone. None of it decides what a court or an office will find.
law-others = In other countries
law-counted = Counted from { $from } to { $last }.
law-too-short = That is shorter than asked: a first impression.
law-table = The same as a table
law-children = Children
law-asked = Asked
law-nl-156-days = 156 days a year, for Dutch allowances and tax credit
law-about-156 = At least { $n } nights in a calendar year with a parent; a day is the night that follows it.
law-nl-care-discount = Care discount on Dutch child support
law-about-discount = Of the child’s need: 5% below one night a week on average, 15% from one, 25% from two, 35% from three.
law-au-percentage = Percentage of care, Australia
law-about-percentage = The nights of a year as a percentage, and the class that it gives.
law-uk-shared-care = Shared care, United Kingdom
law-about-shared-care = From 52 nights a year on, the maintenance falls in steps.
law-ca-shared-time = Shared parenting time, Canada
law-about-time = At least { $n }% of the time of a year with a parent.
law-us-az = Parenting days, Arizona
law-about-days = Each 24 hours of care count as a day, shorter stays as a part of one.
law-us-nc = Nights a year, North Carolina
law-us-oh = Nights a year, Ohio
law-us-ok = Nights a year, Oklahoma
law-us-ut = Nights a year, Utah
law-about-threshold = From { $n } nights in twelve months with a parent.
law-met = At or above it.
law-not-met = { $n ->
    [one] 1 night below it.
   *[other] { $n } nights below it.
}
law-time-not-met = Below it.
law-discount = { $nights ->
    [one] 1 night
   *[other] { $nights } nights
}, { $week } a week on average
law-reduction = The maintenance falls by { $part }.
law-no-reduction = Below the first step.
law-days = Parenting days in a year
law-below-regular = Below regular care
law-regular = Regular care
law-shared = Shared care
law-primary = Primary care
law-above-primary = Above primary care

# All drafts.
drafts-title = Plans in the making
drafts-lead = Drafts are yours alone until you offer one to { $name }.
drafts-none-title = You have no drafts yet
drafts-none = Once you begin one, it stands here with how far it is. You can stop at any moment and go on later.
drafts-yours = Your drafts
drafts-questions-open = { $n ->
    [one] 1 question is open.
   *[other] { $n } questions are open.
}
drafts-plan = { $n ->
    [one] 1 clause, from { $day }.
   *[other] { $n } clauses, from { $day }.
}
drafts-missing = { $n ->
    [one] 1 thing that the law asks is not in it yet.
   *[other] { $n } things that the law asks are not in it yet.
}
drafts-begin = Begin a draft
drafts-how = How do you want to begin?
drafts-by-questions = With questions
drafts-by-questions-more = Eight short pages. Where there is a usual answer it is filled in; you can stop and go on later.
drafts-by-agreed = With the agreed plan
drafts-by-agreed-more = Its newest version, to change what should be different.
drafts-by-empty = With one clause
drafts-by-empty-more = The people of your family and one clause; you add the others yourself.
drafts-name-hint = You may leave this empty. At most { $n } characters; only you see it.
drafts-usual-name = Draft of { $day }
drafts-begin-now = Begin
drafts-not-begun = The draft is not begun yet
drafts-unchosen = Choose how to begin.
drafts-import = From a text or a calendar
drafts-compare = Two plans side by side

# Two plans side by side.
compare-title = Two plans side by side
compare-lead = Both over the same twelve months, as they are written: swaps that you agreed are not in it.
compare-one-title = There is one plan only
compare-one = With a second draft, or an agreed plan, you can see here where the two differ.
compare-agreed = The agreed plan
compare-first = The one
compare-second = The other
compare-show = Show
compare-no-plan = “{ $name }” is no plan yet, so there is nothing to compare.
compare-open = Open “{ $name }”
compare-other-parents = These two are about other parents, or name them in another order.
compare-never = These two never hold on the same days.
compare-differ = Where they differ
compare-days = { $n ->
    [0] On no day from { $from } to { $to } is anybody elsewhere.
    [one] On 1 day from { $from } to { $to } somebody is elsewhere.
   *[other] On { $n } days from { $from } to { $to } somebody is elsewhere.
}
compare-same = They say the same.
compare-only = Only “{ $name }” knows { $children }.
compare-spans = Each difference
compare-more = { $n ->
    [one] 1 more
   *[other] { $n } more
}
compare-clauses = Clause by clause
compare-clauses-lead = From “{ $first }” to “{ $second }”: what was added, taken out, moved or said otherwise.

# What if.
trial-title = What if
trial-lead = Try other choices and see what they come to. Nothing is kept until you say so.
trial-no-plan = There is no plan yet in which something could be tried.
trial-back = Back to the draft
trial-choices = Choices
trial-no-rhythm = No clause has a rhythm of nights that could be tried here. The clauses can be changed one by one.
trial-nights = Nights with { $name }, of fourteen
trial-nights-value = { $a } { $first }, { $b } { $second }.
trial-rhythm = Rhythm
trial-rhythm-nearest = As now, or the nearest to these nights
trial-now = Now: { $now }.
trial-own-rhythm = a rhythm of your own
trial-first = With whom it begins
trial-first-same = As now, with { $name }
trial-first-hint = Where one has more nights, the rhythm begins with that parent.
trial-change = Time of handovers
trial-change-value = { $time }.
trial-by-weekday = The time differs by day now; this is that of Mondays. Another one here holds for all days.
trial-holidays = School holidays
trial-holidays-same = As now
trial-holidays-halves = Each in halves
trial-holidays-whole = Each whole with one parent
trial-swap = Odd and even years the other way round
trial-no-holidays = No clause speaks of school holidays, so nothing can be tried there.
trial-show = Show what it comes to
trial-reset = As it is now
trial-same = These choices are what the draft says now. Choose others to see what changes.
trial-cannot = That cannot be tried in this draft.
trial-cannot-long = A sentence or title would become longer than { $limit } characters.
trial-cannot-sound = What would come of it is not sound:
trial-outcome = What it comes to
trial-column-now = Now
trial-column-then = What if
trial-answers = From then on you change the plan clause by clause. The version with your answers stays under History of this draft.
trial-keep-here = Keep in this draft
trial-keep-new = Keep as a new draft
trial-name = { $name }, what if
