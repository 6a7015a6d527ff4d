# Letters by e-mail. Nobody and nothing is named in them, unless their reader chose that.

mail-subject = A message about signing in
mail-neutral = This message names nobody and says nothing more, on purpose: others may read your mail.
mail-record = Below is the state of the record.
mail-look = You can see here where you are signed in: { $link }

mail-recovery = Somebody asked for a way back into the account that belongs to this address at { $site }.
mail-recovery-link = If it was you: with this link you can choose a new password, from { $due } until { $until } (time zone { $zone }). Before then it only shows how long you still have to wait.
mail-recovery-not-you = If it was not you: sign in and stop it. Every page tells you how. If you cannot sign in, ask whoever runs the server.

mail-begun-mail = Somebody asked by e-mail for a way back into your account at { $site }.
mail-begun-operator = Whoever runs the server at { $site } began a way back into your account.
mail-begun-due = It opens on { $due } (time zone { $zone }). Whoever has its link can then choose a new password.

mail-stopped = The way back into your account at { $site } was stopped. Its link does not work any more.

mail-done = A new password was chosen for your account at { $site }, by a way back that was asked for days ago. Every device that was signed in has been signed out. Passkeys still work.
mail-done-not-you = If it was not you: sign in with a passkey, choose another password and remove what is not yours. If you have no passkey, ask whoever runs the server.

mail-sign-in = On { $at } (time zone { $zone }), somebody signed in to your account at { $site } on a device that was not known.
mail-sign-in-not-you = If it was not you, end that session and choose another password.

mail-moved = Messages about signing in to your account at { $site } go elsewhere from now on.
mail-moved-not-you = If it was not you, sign in, choose another password and set this right.

mail-here = Messages about signing in to an account at { $site } come here from now on. If you have no account there, somebody mistyped an address: you do not have to do anything.

mail-subject-answer = A question that waits for your answer
mail-answer = Somebody asks you something at { $site } and waits for your answer. You need no account for it.
mail-answer-link = With this link you can read the question and answer it until { $until } (time zone { $zone }). It opens that one question and nothing else. Do not pass it on: whoever has it can answer in your place.
mail-answer-not-you = If you do not know what this is about, you do not have to do anything.

mail-address-moved = From now on, signing in to your account at { $site } takes another address, no longer this one.
mail-address-moved-not-you = If it was not you: whoever did it had your password or passkey. Ask whoever runs the server to begin a way back in for you.
mail-address-here = From now on this address signs in to an account at { $site }. If you have no account there, somebody mistyped an address: you do not have to do anything.

# What came, and overviews. Their subjects are always the same.
mail-subject-news = Something new in Parenthesis
mail-subject-overview = Your overview
mail-news = There is something new for you. You can find it here: { $link }
mail-news-named = New for you
mail-news-message = { $n ->
    [one] 1 message from { $from }
   *[other] { $n } messages from { $from }
}
mail-news-proposal = { $n ->
    [one] 1 proposal from { $from } that waits for your answer
   *[other] { $n } proposals from { $from } that wait for your answer
}
mail-news-answer = { $n ->
    [one] 1 proposal that { $from } answered or withdrew
   *[other] { $n } proposals that { $from } answered or withdrew
}
mail-news-care = { $n ->
    [one] 1 note from { $from } about how care went
   *[other] { $n } notes from { $from } about how care went
}
mail-news-reminder = { $n ->
    [one] 1 proposal from { $from } that still waits for your answer
   *[other] { $n } proposals from { $from } that still wait for your answer
}
mail-news-people = { $n ->
    [one] 1 change in who takes part
   *[other] { $n } changes in who takes part
}
mail-there = Everything is here: { $link }
mail-named = You chose that these messages say what there is and from whom. Anyone else who sees your mail can read it too.
mail-stop = You can choose here when such messages come, what they may say, and whether they come at all: { $link }

mail-overview = Your overview of the coming { $days } days.
mail-overview-handovers = { $n ->
    [0] No handovers
    [one] 1 handover
   *[other] { $n } handovers
}
mail-overview-questions = { $n ->
    [0] No questions wait for your answer
    [one] 1 question waits for your answer
   *[other] { $n } questions wait for your answer
}
mail-overview-messages = { $n ->
    [0] No new messages
    [one] 1 new message
   *[other] { $n } new messages
}
mail-overview-zone = Times are in the time zone { $zone }.
mail-overview-step = { $at }: { $kids } to { $name }.
mail-overview-comes = { $at }: { $name } comes to { $kids }.
mail-overview-where = { $said } Where: { $place }
mail-overview-question = Proposal { $number } from { $from }.
mail-overview-question-until = Proposal { $number } from { $from }: you can answer until { $until }.
mail-overview-more = { $n ->
    [one] And 1 more.
   *[other] And { $n } more.
}

mail-subject-test = A test of messages by e-mail
mail-test = Whoever runs the server at { $site } is testing whether its messages arrive. This one did. You do not have to do anything.
