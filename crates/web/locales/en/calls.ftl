# Calls with the children: whom one may call now, the call itself, the tablets, and whether a device can call.

calls-title = Calls
calls-lead = See and hear each other when the children are in the other home.
calls-nothing-kept = Nothing of what is said or seen in a call is kept. The record says that it took place, when, how long it lasted and who ended it.
calls-needs-script = A call needs a browser that runs scripts, with a microphone. Here scripts are off, so this page cannot call.
calls-told-over = The call is over. The record says that it took place.
calls-told-left = You left the call. Whoever is still in it goes on.
calls-told-declined = You said: not now.
calls-rings = { $name } calls
calls-goes-on = A call with { $name } goes on
calls-go-there = Go to the call
calls-asked-to-watch = You are asked to be there for the children. The call begins once you are.
calls-no-plan-title = There is no agreed plan yet
calls-no-plan = Once you both have agreed on a plan, it says where the children are, and whom you can call.
calls-now = Call now
calls-all-here = No child is with the other parent now, so there is nobody to call.
calls-whom = Whom do you want to call?
calls-on-tablet = also rings on { $name }
calls-no-child = Choose a child who is with the other parent now.
calls-moved = The children are in another place by now. Look who can be called.
calls-too-many = Too many calls were begun in a short time. Try again in a while.
calls-later = You can ring again at { $time }.
calls-how = How this call connects
calls-how-choose = Use this
calls-audio = Only sound, no picture
calls-relayed = A call always goes by way of a server, so that it tells nobody in it at which address of the internet the others are. Whoever runs this server can know that a call took place, between whom, from which addresses, and how much data passed; not what is seen or said, as long as the script that the server hands out is honest.
calls-who-rings = It rings on the open pages of { $name }, and on the tablets of these children. Nobody is picked up by itself.
calls-call = Call
calls-watched = For these calls the plan asks that somebody is there for the children:
calls-watched-how = That person joins visibly, and a sign stands in the call the whole time. It begins once that person is there.
calls-who-watches = Who will be there?
calls-no-watcher = Choose who will be there for the children.
calls-nobody-watches = Nobody whom you both let in can be there yet.
calls-planned = Planned calls
calls-none-planned = The plan names no calls for the coming week.
calls-today = Today
calls-planned-at = { $day }, { $from } to { $until }
calls-devices = Tablets and this device
calls-tablets-in-use = { $n ->
    [0] Pair a tablet for the children
    [one] 1 tablet for the children
   *[other] { $n } tablets for the children
}

# In the call.
calls-with = Call with { $name }
calls-before = Nobody sees or hears you yet.
calls-own-picture = This is what the others see
calls-sign-to-come = { $name } will be there for the children, and will see and hear this call.
calls-sign-awaited = Waiting for { $name }. Nobody sees or hears the other before.
calls-sign = { $name } is there for the children, and sees and hears this call.
calls-is-watching = is there for the children
calls-begin = Start
calls-answer = Answer
calls-answer-sound = Answer without picture
calls-join = Join
calls-not-now = Not now
calls-leave = Leave, and let the others go on
calls-end = End
calls-camera-off = Camera off
calls-camera-on = Camera on
calls-microphone-off = Sound off
calls-microphone-on = Sound on
calls-flip = Other camera
calls-back = Back to calls
calls-not-there-for = the person who is to be there
calls-said-connecting = Connecting …
calls-said-ringing = It rings …
calls-said-waiting = The call begins once this person is there:
calls-said-open = You are talking.
calls-said-alone = The other side is not there. The call waits a moment.
calls-said-again = The connection was lost. Connecting again …
calls-said-offline = This device has no connection.
calls-said-sound-only = The connection is slow, so now there is only sound.
calls-said-picture-off = Camera is off
calls-said-sound-off = Sound is off
calls-said-tap = Tap here to hear the others
calls-over-ended = The call has ended.
calls-over-missed = Nobody answered this time.
calls-over-declined = It does not suit now.
calls-over-lost = The connection was lost, so the call has ended.
calls-over-revoked = The call has ended: somebody may not take part in it any more.
calls-over-long = The call has ended: a call lasts 90 minutes at most.
calls-denied = This browser may not use the camera or the microphone. Allow it in the settings of the browser for this site, then try again.
calls-camera-denied = This browser may not use the camera. Allow it in the settings of the browser for this site.
calls-camera-none = No camera was found. You can call with sound.
calls-camera-busy = Another program uses the camera.
calls-microphone-denied = This browser may not use the microphone. Allow it in the settings of the browser for this site.
calls-microphone-none = No microphone was found. The others will not hear you.
calls-microphone-busy = Another program uses the microphone.

# On an open page.
calls-ring = { $name } calls
calls-ring-with = For { $children }
calls-ring-tablet = { $children } on { $name }

# Tablets.
calls-tablets-title = Tablets for the children
calls-tablets-lead = A tablet or old phone on which a child touches a face and calls. It shows no plan, no messages and nothing of your account.
calls-tablets-used = In use
calls-tablets-none = No tablet is paired yet.
calls-tablet-of = For { $who }
calls-tablet-by = Paired by { $name } on { $day }
calls-tablet-end = End
calls-tablet-new = Pair a tablet
calls-tablet-not-yet = The tablet is not paired yet
calls-tablet-name = What do you call it?
calls-tablet-name-hint = Such as: tablet in the kitchen. The other parent sees this name too.
calls-tablet-children = Who calls with it?
calls-tablet-no-child = Choose at least one child.
calls-tablet-quiet = When it is quiet
calls-tablet-quiet-hint = Then only calls of the plan ring and begin on it, from ten minutes before their time until they end. Leave both empty if it may always ring. It may last over midnight.
calls-tablet-quiet-from = Quiet from
calls-tablet-quiet-until = Quiet until
calls-tablet-no-time = Fill in two different times, such as 19:30 and 07:00, or neither.
calls-tablet-what = { $name } sees that this tablet exists, and can end it too. The record says so.
calls-tablet-make = Make the code
calls-tablet-too-many = { $limit } tablets are in use. End one that is no longer used.
calls-code-title = Now pair { $name }
calls-code-scan = Open the camera of the tablet, and point it at these squares. Then touch the button on the tablet.
calls-code-qr = Squares that a camera reads: the address below
calls-code-link = Or type this address on the tablet
calls-code-until = It works until { $time }, once.
calls-code-once = It is shown only now. Whoever opens it first has the tablet; if that was not you, end it here.

# Whether this device can call.
calls-check-title = Check this device
calls-check-lead = See whether camera, microphone and connection work, before somebody calls.
calls-check-begin = Check
calls-check-browser = Browser
calls-check-camera = Camera
calls-check-microphone = Microphone
calls-check-network = Connection to this server
calls-check-relay = Passing sound and picture on
calls-check-not-yet = Not looked at yet
calls-check-picture = Your own picture
calls-check-kept = Nothing of this is sent to anybody or kept.
calls-check-busy = Looking …
calls-check-fine = This works.
calls-check-browser-no = This browser cannot make calls. Current browsers usually can. We have tried it with Chromium, on which Chrome and Edge are built.
calls-check-insecure = A browser gives the camera only to a page that it reached over https.
calls-check-quiet = The microphone is on, but nothing was heard. Say something, and check again.
calls-check-network-no = The server cannot be reached now. Look whether this device has a connection.
calls-check-relay-no = Sound and picture cannot be passed on from here. The network may block it: try another one, such as that of your phone. Whoever runs this server can look whether its port for calls is open.
calls-check-no-relay = This server passes no calls on, so no call can connect here. Whoever runs it can change that.
