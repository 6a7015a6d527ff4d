# The plan in force.

plan-heading = Parenting plan
plan-none = Once you both agree on a plan, its clauses stand here, with what it comes to for each child.
plan-since = In force since { $day }.
plan-will-hold = It holds from { $day }.
plan-held = It held from { $from } until { $until }.
plan-not-agreed = This plan was not agreed. It does not hold.
plan-guest-would-hold = If both parents agree today, it holds from { $day }.
plan-guest-would-hold-now = If both parents agree today, it holds at once.
plan-guest-blocked = This plan cannot be agreed to as things stand.
plan-guest-holds = Both parents agreed to this plan. Its first day is { $day }.
plan-in-force = The plan in force
plan-later = From { $day } another version holds.
plan-later-read = Read the version from { $day }
plan-ends = It holds until { $day }.
plan-on-page = On this page
plan-nights-short = Nights
plan-clauses-short = Clauses
plan-what-agreed = What we agreed
plan-what-offered = What the proposal says
plan-both-agreed = Both parents agreed to every clause of this plan.
plan-not-both = One of you has not answered yet.
plan-guest-not-both = One parent has not answered yet.
plan-no-answer = No answer yet.
plan-entry = Record { $number }
plan-all-children = All children
plan-holds-from = from { $day }
plan-holds-until = until { $day }
plan-from-birthday = { $age ->
    [1] from the child’s first birthday
    [2] from the child’s second birthday
    [3] from the child’s third birthday
    [21] from the child’s 21st birthday
    [22] from the child’s 22nd birthday
    [23] from the child’s 23rd birthday
   *[other] from the child’s { $age }th birthday
}
plan-until-birthday = { $age ->
    [1] until the child’s first birthday
    [2] until the child’s second birthday
    [3] until the child’s third birthday
    [21] until the child’s 21st birthday
    [22] until the child’s 22nd birthday
    [23] until the child’s 23rd birthday
   *[other] until the child’s { $age }th birthday
}
plan-from-age = from the age of { $age }
plan-until-age = until the age of { $age }
plan-age-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
plan-age-weeks = { $n ->
    [one] 1 week
   *[other] { $n } weeks
}
plan-age-months = { $n ->
    [one] 1 month
   *[other] { $n } months
}
plan-age-years = { $n ->
    [one] 1 year
   *[other] { $n } years
}
plan-from-event = from the event { $event }
plan-until-event = until the event { $event }
plan-from-times = { $n ->
    [one] after 1 time of
   *[other] after { $n } times of
}
plan-until-times = { $n ->
    [one] until 1 time of
   *[other] until { $n } times of
}
plan-supervised-by = in the presence of
plan-supervised-at = at
plan-in-home = in the home “{ $home }”
plan-in-zone = times of { $zone }
plan-nights = Nights in the coming four weeks
plan-nights-first = Nights in its first weeks
plan-measured-alone = From { $from } to { $to }, by this plan alone.
plan-measured = From { $from } to { $to }, with the swaps you agreed.
plan-measured-days = From { $from } to { $to }.
plan-numbers = Handovers and longest stays
plan-numbers-caption = For each child the number of handovers and the longest stay with each parent, in nights
plan-longest = Longest stay, in nights
plan-child = Child
plan-handovers = Handovers
plan-together = All children are together on { $nights_a ->
    [one] 1 night
   *[other] { $nights_a } nights
} with { $a } and on { $nights_b ->
    [one] 1 night
   *[other] { $nights_b } nights
} with { $b }.
plan-numbers-note = A visit by day counts as two handovers and as no night. Time over which two clauses disagree counts for neither parent.

# One version after another.
plan-versions = Versions of this plan
plan-version = Version { $number }
plan-changes = What changes
plan-changes-against = Compared with the version whose first day is { $day }.
plan-changes-none = No clause changes.
plan-changes-rest = { $n ->
    [0] No clause stays as it is.
    [one] One clause stays as it is.
   *[other] { $n } clauses stay as they are.
}
plan-change-new = New
plan-change-changed = Changed
plan-change-gone = No longer there
plan-change-was = Was:
plan-change-becomes = Becomes:
plan-change-number = It was clause { $number }.
plan-change-title = Its title was:
plan-change-parts = This changes too: { $parts }.
plan-change-parts-alone = Its words stay. What changes: { $parts }.
plan-part-language = the wording in the other language
plan-part-section = the section under which it stands
plan-part-rule = the days and times that the calendar follows
plan-part-children = for which children it holds
plan-part-when = from when or until when it holds
plan-part-rank = what it goes before
plan-part-handover = how the handovers go
plan-part-supervision = who is present and where
plan-part-home = in which home the children are
plan-whole-parts = Beside the clauses this changes: { $parts }.
plan-whole-title = the title of the plan
plan-whole-people = what it says of the people in it
plan-whole-homes = the homes that it names
plan-whole-handover = how handovers usually go
plan-whole-order = which clause goes before which
plan-whole-end = the end of the plan

# What each parent says to single clauses of a plan that was offered.
marks-count = You both agree with { $both } of { $all } clauses.
marks-guest-count = Both parents agree with { $both } of { $all } clauses.
marks-binds-nobody = This binds nobody yet: the plan counts once all of it was accepted.
marks-all = I agree with all of them
marks-answer = Answer the whole plan
marks-both = You both agree with this clause.
marks-guest-both = Both parents agree with this clause.
marks-one = { $name } agrees with this clause.
marks-none = Neither of you agrees with this clause yet.
marks-guest-none = Neither parent agrees with this clause yet.
marks-agree = I agree with this clause
marks-not = I no longer agree with it
clause-say = Say something about this clause
clause-messages = { $n ->
    [one] 1 message about this clause
   *[other] { $n } messages about this clause
}
plan-make = Make a plan
plan-drafts = Drafts
plan-print = Print
