# Today.

today-you = you are { $name }
today-where = Where the children are now
today-until = until
today-from = from
today-none-here = None of the children are here now.
today-next = Next handover
today-no-next = No handover is planned in the coming weeks.
today-after = After that
today-word = today, { $date }
tomorrow-word = tomorrow, { $date }
today-goes = { $n ->
    [one] { $kids } goes from { $from } to { $to }.
   *[other] { $kids } go from { $from } to { $to }.
}
fact-who = Who brings
fact-where = Where
fact-bag = In the bag
fact-why = Why
today-asks = Waits for your answer
today-asked = asked on { $at }.
today-nothing-waits = Nothing waits for you. When { $name } asks something, it appears here.
today-next-is = The next handover is on { $at }.
today-waits-other = Waits for { $name }: { $what }
today-week = This week
today-weeks = This week and next week
today-week-span = { $from } to { $to }
open-calendar = Open the calendar

# When things are not as usual.
today-no-plan-title = There is no plan yet
today-no-plan = Once you both agree on a plan, this page shows where each child is and when the next handover is.
today-open-offer = Read what is proposed
today-not-joined = { $name } has not joined yet.
today-alone = You can use everything here. What two must agree on waits until then.
today-begins = The plan begins on { $day }. Until then it says nothing.
today-ended = The plan ended after { $day }. What you agree next begins where it stopped.
today-silent = No clause of the plan says who { $kids } { $n ->
    [one] is
   *[other] are
} with now. You can agree on it with a proposal.
today-outside = The plan does not say who { $kids } { $n ->
    [one] is
   *[other] are
} with now.
