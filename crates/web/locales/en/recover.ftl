# The way back in, and what every page tells of getting in.

lost-link = I cannot get in
lost-title = You cannot get in
lost-what = If you have lost your password and every passkey, we can mail you a link. It opens after { $hours } hours, so that whoever is signed in to your account sees it first and can stop it.
lost-sooner = Is there another device on which you are signed in? Then choose a new password there. Whoever runs this server can help too.
lost-send = Mail me a link
lost-waits = Wait an hour, then ask again. Nothing was changed.
lost-asked = If this address is known here, a message is on its way.
lost-asked-then = The link in it opens after { $hours } hours. Asking again does not make it sooner or later.
lost-asked-none = No message? Look among unwanted mail, check the address, or ask whoever runs this server.

recover-title = A new password
recover-waits = This link opens later
recover-waits-until = You can choose a new password from { $due } on (time zone { $zone }).
recover-waits-why = Until then every device that is signed in to this account shows that somebody wants back in, and can stop it. That keeps out whoever can only read your mail.
recover-waits-keep = Keep this link, and open it again then. Nothing was changed so far.
recover-gone = This link does not work
recover-gone-why = It was used, stopped, is over, or is not complete. Ask for a new one if you still need it.
recover-error = No password was chosen yet
recover-what = Choose a new password. Everybody who is signed in to this account is signed out.
recover-codes = Codes from an app are asked for no more, and codes on paper are void. Passkeys stay: look through them afterwards, and set up codes again.
recover-send = Choose it and sign in
recover-until = This link works until { $until } (time zone { $zone }), and once.

alerts-told = About your account
alerts-recovery-mail = Somebody asked by e-mail for a way back into your account. From { $due } on (time zone { $zone }), whoever has the mailed link can choose a new password and is in.
alerts-recovery-operator = Whoever runs this server began a way back into your account. From { $due } on (time zone { $zone }), whoever has the link can choose a new password and is in.
alerts-recovery-not-you = If you did not want this, stop it.
alerts-recovery-stop = Stop it
alerts-sign-ins = { $n ->
    [one] Somebody signed in to your account on a device that was not known: { $last }.
   *[other] { $n } times somebody signed in to your account on a device that was not known, most recently on { $last }.
}
alerts-sign-ins-look = If it was not you, end that session and choose another password:
alerts-sign-ins-seen = It was me
alerts-sign-ins-new-here = This device is new here too, so it cannot set this aside yet. Do it on a device on which you were signed in before, or in three days.

access-stopped = Stopped. The link opens nothing any more.
access-recovered = You are in again, with a new password. Everybody else is signed out. Look through what is below: remove every passkey that is not yours, and set up codes again.
access-alerts = Messages about signing in
access-alerts-what = When somebody signs in to your account on a device that was not known, your other devices show it, and a message is sent. It names nobody. Where to?
access-alerts-to = Messages go
access-alerts-account = to the address I sign in with
access-alerts-other = to another address
access-alerts-nowhere = nowhere
access-alerts-mail = The other address
access-alerts-mail-hint = One that nobody else reads. Messages about a way back in always go to the address you sign in with, and to this one too.
access-alerts-wrong = This is not an e-mail address.
access-alerts-send = Send them there

access-did-recovery-mail = A way back in was asked for by e-mail
access-did-recovery-operator = A way back in was begun by whoever runs the server
access-did-recovery-stopped = The way back in was stopped
access-did-recovered = New password chosen by a way back in; signed out everywhere, codes asked for no more
access-did-alerts = Messages about signing in go elsewhere
