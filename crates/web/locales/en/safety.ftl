# Your safety, and what pages give away on this device.

neutral-title = Home
safety-title = Your safety
safety-lead = What this place can protect you against, and what it cannot.
safety-danger = If you or the children are in danger now, call 112. Nobody watches over what happens here, and nobody is warned by it.
safety-back = Go to the pages
safety-turn = Where you can turn to

safety-other = What the other parent sees
safety-other-sees = What either of you puts on the shared record: proposals with their reasons, answers, and that you joined. What stands there stays; only both of you together can erase words of it.
safety-other-not = The pages never show the other parent your e-mail address, when you sign in or on which devices, your language, what you choose for this device, what you search for, or that you made a bundle of the record. None of this changes a byte of what the other parent’s pages hold.
safety-other-host = If the other parent runs this server, the next part counts too.

safety-host = What whoever runs this server can do
safety-host-reads = They can read all text that is stored here, what only you see included, and your e-mail address and when you sign in. No software can hide this from them. Ask who it is before you join; it may be the other parent.
safety-host-rewrite = They cannot change, remove or add an earlier entry without it showing, as long as somebody kept an earlier state of the record: a receipt, a bundle, or a browser that remembers it. If nobody kept one, nothing shows it.
safety-host-keep = So keep receipts or a bundle somewhere that only you reach. They can be checked without this server.
safety-host-program = They also run the program itself, and can serve another one than the published. Use a password here that you use nowhere else.
safety-host-end = They can switch the server off, or lose what is on it. What you kept stays yours.

safety-device = Your device
safety-device-open = Whoever has your unlocked device, or knows its code, has your session. In the menu, under “Signing in and devices”, you see where you are signed in and can end it from elsewhere.
safety-device-shared = If others use the device too, say so when you sign in: then you are signed out when the browser closes or after 15 minutes without use, and titles say nothing. Do not let the browser keep the password.
safety-device-history = The browser’s history keeps the addresses of pages that you opened, with their titles and what you searched for. Clear it there, or use a private window; neither hides anything from whoever runs the server or the network.

safety-mail = Your mailbox
safety-mail-read = Use an e-mail address that nobody else reads or has set up for you. An invitation that comes by e-mail can be used by whoever reads it first.
safety-mail-password = An e-mail lets nobody in at once. A new password can be asked for by e-mail, but only after three days, in which all your pages say so and you can stop it. So look in now and then: whoever reads your mailbox could ask for it.

safety-leave = Leaving quickly
safety-leave-how = Leave, at the top of every page, signs this device out and opens a neutral page. So does pressing Shift three times, where the browser runs our script.
safety-leave-not = It does not clear the history, does not close other windows, and does not hide anything from software that watches the device.

safety-watched = When somebody watches your device
safety-watched-what = Software for spying, or an account that another person can open, can show everything on your screen: what you write, your passwords, and that you left. Nothing here protects against that.
safety-watched-do = If the other parent knows things that you told nobody, use a device for this that they never had in their hands, such as one in a library. Removing such software can be noticed: ask for advice first.

safety-record = What the record is not
safety-record-true = It shows that words were written, when, and that they are unchanged. It does not show that they are true.
safety-record-nobody = It is no report to the police, a court or a help line, and no legal advice. Nobody reads along.

safety-trace = Traces of this page
safety-trace-page = Opening this page is no entry anywhere, and the server does not look at who opens it. Its address stays in the history of your browser.
safety-trace-call = A call can stay in your phone’s list of calls and on a bill. Call from another phone if that is a risk.

safety-turn-nl = In the Netherlands
safety-turn-eu = Elsewhere in Europe
safety-turn-else = In other countries: the emergency number, and the national help lines for violence at home, for children and for people who think of suicide. A family doctor, a school or the police can tell you which. A lawyer or legal aid office can say what applies where you live.
safety-looked-up = The numbers were looked up on { $day }. Numbers change: if one does not answer, look it up.

place-emergency = Emergencies
place-emergency-for = Police, ambulance, fire brigade.
place-veilig-thuis = Veilig Thuis
place-veilig-thuis-for = Violence at home and child abuse: advice and reports. Free, day and night.
place-slachtofferhulp = Slachtofferhulp Nederland
place-slachtofferhulp-for = Help for victims of a crime.
place-luisterlijn = De Luisterlijn
place-luisterlijn-for = Somebody who listens, day and night.
place-113 = 113 Zelfmoordpreventie
place-113-for = When you think of suicide. Free, day and night.
place-113-other = 113 Zelfmoordpreventie
place-113-other-for = Its other free number.
place-kindertelefoon = De Kindertelefoon
place-kindertelefoon-for = For children and young people from 8 to 18. Free.
place-juridisch-loket = Het Juridisch Loket
place-juridisch-loket-for = First legal help.
place-emergency-eu = Emergencies
place-emergency-eu-for = In all countries of the European Union.
place-violence-eu = Help for women who meet violence
place-violence-eu-for = In those countries of the European Union that have joined this number.
place-children-eu = Help line for children
place-children-eu-for = In many countries of Europe.

device-title = This device
device-lead = Only this browser knows what you choose here. The other parent is not told and sees no difference.
device-changed = Changed for this device.
device-which = What may titles and this browser give away?
device-usual = Nothing special
device-usual-more = Titles in tabs and in the history say which page it is.
device-neutral = Neutral titles
device-neutral-more = Every tab and every line of the history says “Home”, with a plain dot. The address stays visible.
device-shared = Others use this device too
device-shared-more = Neutral titles, and the session is short. Choose this again each time you sign in here.
device-save = Save
device-shared-now = You said that others use this device too
device-shared-end = To end that, sign out and sign in again without saying so.
device-holds = What holds on a device that others use too
device-holds-cookie = The session ends when the browser is closed, since it is kept no longer than that.
device-holds-idle = The server ends it after 15 minutes without use, and after 12 hours in any case.
device-holds-titles = Titles and their sign say nothing.
device-holds-kept = Pages keep no states of the record, no key, no page and nothing that you type in this browser; what you do is then recorded on the word of the server.
device-holds-known = The device is not remembered as one of yours, and a language chosen here is forgotten with the session.
device-not = What does not
device-not-restore = A browser that opens its last tabs again can bring the session back until the 15 minutes are over. Signing out, or Leave, ends it at once.
device-not-history = The browser’s history keeps the addresses of pages.
device-not-password = A password that the browser was allowed to keep stays there.
device-not-earlier = What this browser kept in earlier sessions stays.

door-shared = Others use this device too
door-shared-hint = Short session, neutral titles.
