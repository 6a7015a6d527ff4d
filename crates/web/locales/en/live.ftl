# Pages that bring themselves up to date, what is typed and not sent, and pages without a connection.

live-updated = This page was brought up to date.
live-waiting = Something new was recorded. What you are busy with stays as it is.
live-show = Show it
live-lost = This can no longer be sent from here. Here is what you wrote:

draft-waits = On this device, not sent yet. You send it yourself.
draft-send = Send it now
draft-write = Go on writing
draft-remove = Remove it
draft-files = Files that you chose are not kept. Go on writing, and choose them again.
draft-kept-here = There is no connection, so nothing was sent. What you wrote is kept on this device.

offline-title = There is no connection
offline-none = This page is not kept on this device.
offline-nothing-sent = Nothing was sent or changed.
offline-bar = You are offline. This page is as it was on
offline-again = Try again
offline-not-sent = There is no connection, so nothing was sent. What you filled in is still here.

device-offline = Without a connection
device-offline-what = This browser can keep the last pages of Today, the calendar and messages that you opened: at most 30, for 7 days, until you sign out. Then you can look at them without a connection.
device-offline-risk = Whoever opens this browser can then read those pages, also while there is no connection and nobody can end your session from elsewhere. So choose it only on a device that is yours alone. It counts for this session: whoever signs in here next starts without.
device-offline-ends = Signing out and Leave take them away at once. So does the end of your session, as soon as there is a connection.
device-offline-keep = Keep the calendar and the last messages on this device
device-offline-kept = They are kept on this device.
device-offline-forget = Keep them no more
device-drafts = What you write and have not sent
device-drafts-what = A message that you are writing is kept in this browser until you send it, so that it is not lost. Signing out and Leave take it away too.
