import type { Talk } from "./seed_words.ts";

/** Website and booking, where the code is. */
export const website: Talk = {
  name: "Website & booking",
  description: "Bugs, wishes, and the booking form nobody wanted to touch.",
  members: ["ravi", "maya", "tom", "greta"],
  share: 110,
  days: 34,
  endedAgo: 51,
  unread: 0,
  exchanges: [
    [
      "ravi: New <version|release> is out: <faster search on the course list|bigger buttons on phones|the map loads last now|dates in your own zone>.",
      "A: <Looks good here.|Works on my phone.|Much better, thank you.>",
    ],
    [
      "A: The link in the newsletter goes nowhere.",
      "ravi: One letter too many in the address. Fixed, and the wrong one now leads there as well.",
      "A: <Thank you!|Elegant.>",
    ],
    [
      "A: {guest} booked twice, I think by pressing twice.",
      "ravi: The form carries an id now, twice is once:\n\n```sql\nselect count(*) from bookings where form_id = 'k3x9';  -- 1\n```",
      "A: So I can delete nothing, good.",
    ],
    [
      "greta: The export for the accounts has a comma in a name again.",
      "ravi: Quoted now. Which name has a comma?",
      "greta: The Petersens, *both of them*.",
    ],
    [
      "ravi: Server was <restarted|updated> at {time}, away for {n} seconds.",
      "A: Nobody noticed.",
    ],
    [
      "A: Could the confirmation mail say *what to bring*?",
      "ravi: Write me the three lines.",
      "A: Warm jacket, dry socks, something to eat.",
      "ravi: In. From the next booking on.",
    ],
    [
      "A: Somebody asked for the page in large type.",
      "ravi: `Ctrl` and `+` work, but I made our own sizes relative, nothing overlaps any more.",
    ],
    [
      "A: How many people looked at the courses this week?",
      "ravi: {n2}40, twice the week before. I count visits, not people, so we need no banner.",
      "A: 👍",
    ],
    [
      "ravi: Reminder to myself and everyone: never on a Friday.",
      "A: What happened?",
      "ravi: Nothing. *That is the point.*",
    ],

    [
      "A: The booking form says {n} places left for {day}, I count {n2}.",
      "B: Somebody cancelled by telephone. I correct it.",
      "A: Thanks",
    ],
    [
      "A: {guest} could not pay by card.",
      "B: Time-out at the bank, it went through at {time}.",
      "A: Ah, good. No second charge?",
      "B: None, I looked.",
    ],
    [
      "ravi: `GET /courses` takes {n}0 ms now, it was 800.",
      "B: What did you do?",
      "ravi: Deleted things.",
    ],
    [
      "A: Can we have a picture of {boat} on the front page?",
      "B: If somebody takes one without the bins.",
      "A: 😄 on it",
    ],
    ["ravi: Backup of last night: fine, {n} MB.", "B: 👍"],
    [
      "A: The contact form gets spam again. About roofing.",
      "B: Do we need a roof?",
      "A: No.",
      "B: Then I close the hole.",
    ],
    [
      "A: The calendar shows {day} twice in some browsers.",
      "ravi: Daylight saving. Of course.",
      "A: Fixed?",
      "ravi: ```ts\nconst day = startOfDay(date, zone); // not date - date % 86400\n```\nFixed.",
    ],
    [
      "ravi: Translation of the course page into Arabic is in review.",
      "B: Noor read it?",
      "ravi: Twice. Three words changed.",
    ],
    [
      "ravi: Certificate renews itself now, I checked.",
      "B: So no more calls on a Sunday?",
      "ravi: Not about *that*.",
    ],
    [
      "A: Wish: a printed list per course, one page, large type.",
      "B: Like the old one?",
      "A: Like the old one, but with today's people.",
    ],
    [
      "ravi: The tide table feed was down from {time}, it is back.",
      "B: Do we say so on the page?",
      "ravi: It now shows when it last knew something.",
    ],
  ],
  lines: [
    "maya: The spring form lets people book minus one places. I have a Mr Sommer with -1 persons.",
    "ravi: Does he owe us somebody?",
    "tom: We could send my father.",
    'ravi: Found it. The field had `min="1"`, but only the browser knew about that:\n\n```ts\nconst places = Number(form.get("places"));\nif (!Number.isInteger(places) || places < 1) {\n  return refuse("places", "At least one person");\n}\n```',
    "ravi: Now the server says no as well, with a sentence at the field.",
    "greta: And the invoice over -180?",
    "ravi: Cancelled, not deleted. You said numbers must not have gaps.",
    "greta: You *listened*. ❤️",
    38,
    "maya: Next: people on old phones say the page is empty until everything has loaded.",
    "ravi: That was the calendar script, 410 KB. I took it out. The server draws the month now, as a plain table.",
    "ravi: Before and after, on the slow line:\n\n- first text: 6.2 s → **0.9 s**\n- whole page: 11 s → **1.4 s**\n- works without scripts: no → yes",
    'tom: I tested on my father\'s telephone. He said "so it is finished?", which is the nicest thing he has ever said about a website.',
    "maya: 😂 That goes on the wall.",
    22,
    {
      by: "ravi",
      text:
        "Going live tonight after the backup. If something looks odd tomorrow: [status page](https://status.harbourstreet.example) first, then me.",
      was:
        "Going live tonight before the backup. If something looks odd tomorrow: [status page](https://status.harbourstreet.example) first, then me.",
    },
    "greta: *After* the backup. Good man.",
    "maya: Thank you Ravi, really.",
  ],
};
