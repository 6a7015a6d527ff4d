# The plan in force.

plan-heading = Parenting plan
plan-none = Once you both agree on a plan, its clauses stand here, with what it comes to for each child.
plan-since = In force since { $day }.
plan-ends = It holds until { $day }.
plan-on-page = On this page
plan-nights-short = Nights
plan-clauses-short = Clauses
plan-what-agreed = What we agreed
plan-both-agreed = Both parents agreed to every clause of this plan.
plan-not-both = One of you has not answered yet.
plan-no-answer = No answer yet.
plan-entry = Record { $number }
plan-all-children = All children
plan-holds-from = from { $day }
plan-holds-until = until { $day }
plan-from-birthday = from the birthday on which a child turns { $age }
plan-until-birthday = until the birthday on which a child turns { $age }
plan-nights = Nights in the coming four weeks
plan-measured = From { $from } to { $to }, with the swaps you agreed.
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
