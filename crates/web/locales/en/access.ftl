# Getting in: passkeys, codes, the password, sessions, confirming.

access-title = Signing in and devices
access-lead = Only you see this page. Nothing on it is told to anyone else in the family.
access-changed = Changed. It stands on your own record, which only you see.
access-gone = This is not here any more. The page shows how it is now.
access-last = Nothing would be left to sign in with. Add another passkey or choose a password first.

access-passkeys = Passkeys
access-passkeys-what = A passkey signs you in with your finger, your face or the code of your device. It works only on this site, it cannot be guessed, and nobody can trick you into giving it away.
access-passkeys-impossible = Passkeys need a secure connection and an address with a name. Whoever runs this server can set that up.
access-passkey-script = Adding a passkey needs a browser with scripts turned on.
access-passkey-name = Name of the new passkey
access-passkey-name-hint = So that you recognise it later, such as “my phone”.
access-passkey-name-wrong = A passkey needs a name of at most { $most } characters.
access-passkey-add = Add a passkey
access-passkey-use = Sign in with a passkey
access-passkey-failed = Your device gave no passkey. Nothing was changed; you can try again.
access-passkey-refused = This passkey was not accepted.
access-passkey-refused-more = It may have been removed, or it took too long. Try again, or use your password.
access-too-many = You have { $most } passkeys already. Remove one first.
access-since = Since { $since }.
access-used = Last used { $used }.
access-never-used = Not used yet.
access-backed-up = Kept in several places: losing this device does not lose it.
access-not-backed-up = Only on this one device: have another way in as well.
access-remove = Remove

access-sessions = Where you are signed in
access-sessions-what = If you do not know one of these, end it and choose another password.
access-device-unknown = A device that is not known
access-this = this device
access-end = Sign out there
access-end-others = Sign out everywhere else

access-totp = Codes from an app
access-totp-what = Beside your password, an app on your phone shows a code of six digits that changes every half minute. Whoever knows your password alone cannot sign in then.
access-totp-begin = Set up codes
access-totp-on = A code is asked for beside your password, since { $since }.
access-totp-again = Set up another app
access-totp-remove = Ask for no codes any more
access-totp-scan = Scan this with an app for codes, such as the one that came with your phone.
access-totp-qr = QR code with the secret for your app
access-totp-type = Or type this into the app:
access-totp-link = Open it in an app on this device
access-totp-first = The code that the app shows now
access-totp-first-hint = Six digits. Codes are asked for only once this one fits.
access-totp-send = Ask for codes from now on
access-code-wrong = This is not the code of now. Wait for the next one and check that the time on your phone is right.

access-paper = Codes on paper
access-paper-what = Ten codes to print or write down. Each takes the place of a code from your app once, when the phone is lost.
access-paper-left = { $left ->
    [0] All { $made } codes are used or void.
    [one] One of { $made } codes is left.
   *[other] { $left } of { $made } codes are left.
}
access-paper-make = Make codes
access-paper-again = Make new codes
access-paper-once = These codes are shown this once. Codes from before work no more.
access-paper-how = When you are asked for a code, type one of these instead. Each works once.
access-paper-where = Keep them where nobody else looks: not in the bag that goes with the children, and not in a mailbox that two people know.

access-password = Password
access-password-what = Another password signs you out everywhere else.
access-password-new = The new password
access-password-send = Change the password

access-advice = Somebody who knows you well
access-advice-knows = Whoever lived with you may know your old passwords, your dates, and how you make passwords up. Choose a passkey, or a password that you have never used before.
access-advice-mail = Look also at who can read your mailbox, and who knows the code of your phone.

access-confirm = Is it still you?
access-confirm-why = What comes next would do harm in other hands. That is why you are asked once more.
access-confirm-send = Go on
access-confirm-no = This is not your password.
access-confirm-no-code = Password and code do not fit. Each code works once: wait for the next one.
access-confirm-waits = There were too many attempts. Wait an hour, or use a passkey. Nothing was changed.

access-second = One more code
access-code = Code
access-code-hint = Six digits from your app, or one of your codes on paper.
access-second-no = This code does not fit. Each code works once: wait for the next one.
access-second-back = Back to signing in

access-did-passkey-added = Passkey “{ $name }” added
access-did-passkey-removed = Passkey “{ $name }” removed
access-did-authenticator = Codes from an app are asked for from now on
access-did-no-authenticator = Codes from an app are asked for no more
access-did-codes = New codes on paper made
access-did-code-used = A code on paper used
access-did-password = Password changed
access-did-session-ended = Signed out on another device
access-did-others-ended = Signed out everywhere else

access-address = The address you sign in with
access-address-now = Now: { $address }
access-address-what = If somebody else reads that mailbox, sign in with another address. Both addresses get a message about it, which names nobody; the other parent is told nothing.
access-address-new = The new e-mail address
access-address-send = Sign in with this one
access-address-recovery = A way back in waits, and its link went to the address of now. Stop it first; it is said at the top of the page.
access-address-many = At most { $most } addresses are tried in an hour. Try again later.
access-did-address = You chose another e-mail address to sign in with.
access-new-here = This device is new here, so this cannot be changed from it yet: it could be anybody who knows your password. Change it on a device on which you were signed in before, or say there that it was you, or wait three days.
