# What is shown instead of a page.

error-home = Open Today
error-not-found = There is nothing here
error-not-found-why = This address leads nowhere. Check it, or begin at Today.
error-no-proposal = If it was a proposal, you may both have agreed to erase it: then the record says so.
error-no-proposal-record = Look at the record
error-forbidden = This was not sent
error-forbidden-why = The form came from another site, or from a page that was open for too long. Nothing changed. Open the page again and send it from there.
error-too-large = This was too long
error-too-large-why = Nothing was sent. Go back, make it shorter or leave out a file, and send it again.
error-slow = This took too long
error-fault = This did not work, and it is our fault
error-fault-kept = What stood on the record is still there. The record shows whether your last step arrived. Sending it again does no harm.
error-fault-number = If it happens again, give number { $number } to the person who runs this server.
error-full = There is no room left on this server
error-full-why = Nothing was recorded just now. What stood on the record is still there, and you can go on reading.
error-full-what = Go back: what you wrote is still in the form. Tell the person who runs this server, and send it again when there is room.
