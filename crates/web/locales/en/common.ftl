# Words of the frame and of every page.

and = and
skip = Skip to the content
menu = Menu
menu-access = Signing in and devices
close = Close
leave = Leave
leave-explained = Leave locks your session and opens a neutral page. It does not clear your browser history.
sign-out = Sign out
language = Language
main-places = Main
you-are = You are { $name }.
door-foot = Whoever runs this server can read what is stored here. The record can show whether something was changed, not whether it is true.

tab-today = Today
tab-calendar = Calendar
tab-messages = Messages
tab-new = { $n ->
    [one] , 1 new
   *[other] , { $n } new
}
tab-proposals = Proposals
tab-plan = Plan
tab-record = Record
tab-waits = { $n ->
    [one] , 1 waits for your answer
   *[other] , { $n } wait for your answer
}

clause = Clause { $number }
clause-plan-until = of the plan until { $day }
clause-plan-from = of the plan from { $day }
form-attention = { $n ->
    [one] One thing needs your attention. What you typed is still here.
   *[other] { $n } things need your attention. What you typed is still here.
}

# Moments and spans.
when-today = today { $time }
when-tomorrow = tomorrow { $time }
when-end-of = the end of { $day }
when-now = now
when-in = in { $span }
when-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
when-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
when-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
