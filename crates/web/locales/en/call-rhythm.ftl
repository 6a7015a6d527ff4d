# The rhythm of calls: planned calls beside those that took place.

call-rhythm-title = The rhythm of calls
call-rhythm-lead = The calls of the plan and those that took place, from { $from } to { $last }. You both see the same.
call-rhythm-none = In these weeks no call was planned and none took place. Once the plan names calls, or somebody calls, they stand here week by week.
call-rhythm-children = Whose calls
call-rhythm-all = All children
call-rhythm-weeks = Other weeks
call-rhythm-earlier = Earlier weeks
call-rhythm-later = Later weeks
call-rhythm-table = The calls of { $child } by week
call-rhythm-in-numbers = In numbers
call-rhythm-together = Together
call-rhythm-week = Week from
call-rhythm-with = With
call-rhythm-planned = planned
call-rhythm-kept = as planned
call-rhythm-moved = at another time
call-rhythm-not-held = did not take place
call-rhythm-open = still to come
call-rhythm-extra = extra
call-rhythm-minutes = minutes
call-rhythm-said = { $planned ->
    [one] 1 call was planned
   *[other] { $planned } calls were planned
}: { $kept } took place as planned, { $moved } at another time, { $not } did not take place, { $open } { $open ->
    [one] is
   *[other] are
} still to come.
call-rhythm-said-none = No call was planned.
call-rhythm-said-more = { $extra ->
    [0] There were no extra calls
    [one] There was 1 extra call
   *[other] There were { $extra } extra calls
}; all calls together lasted { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}.
call-rhythm-how = A call took place as planned if it began at most { $minutes } minutes before or after its time, or while it was to last. It took place at another time if it began on the same day, or at most { $hours } hours before or after. Why a call did not take place is not kept.
call-rhythm-clock = { $at } in { $place }

# For the reader alone.
call-rhythm-wish = Calling more
call-rhythm-wish-off = Do you want to call more? Then Today and this page tell you when the children are free to be called.
call-rhythm-wish-on = Today and this page tell you when the children are free to be called.
call-rhythm-wish-own = Only you see this. { $name } does not see what you choose.
call-rhythm-wish-more = Tell me
call-rhythm-wish-stop = Do not tell me any more
call-rhythm-free-now = You can call { $children } now, until { $until }.
call-rhythm-free = You can call { $children } from { $from } until { $until }.
call-rhythm-last = The last call was on { $day }.
call-rhythm-last-today = The last call was today.
call-rhythm-last-yesterday = The last call was yesterday.

# On a day of the calendar.
call-rhythm-day = Call: { $children } with { $name }, { $from } to { $until }
