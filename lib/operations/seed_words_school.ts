import type { Talk } from "./seed_words.ts";

/** The sailing school. */
export const school: Talk = {
  name: "Sailing school",
  description:
    "Courses, groups, weather calls. The plan is on the wall and at https://plan.harbourstreet.example",
  members: ["amina", "maya", "tom", "noor", "ines"],
  share: 160,
  days: 37,
  endedAgo: 22,
  unread: 2,
  exchanges: [
    [
      "A: {guest} asks if the {time} group is full.",
      "B: One free if {boat} is back.",
      "A: Jonas says <yes|tomorrow|probably>.",
      "B: Then tell them <yes|tomorrow|to hope>.",
    ],
    [
      "A: How was the first time out with the new group?",
      "B: <Loud and happy.|Quiet until the first gybe.|Everybody wants to steer.>",
      "A: <As it should be.|😄|That bodes well.>",
    ],
    [
      "A: I changed the exercise: figure eight around two buoys, then stop at the third.",
      "B: Can I steal that?",
      "A: Please do.",
    ],
    [
      "A: One of the children's life jackets has a broken buckle.",
      "ines: Leave it with me, I have spares.",
      "A: On your bench, with a note.",
    ],
    [
      "A: Knots for {day}: <clove hitch|sheet bend|bowline|round turn and two half hitches>.",
      "B: I bring {n} ropes.",
    ],
    ["A: {boat}'s sail number is peeling.", "ines: I cut new ones on {day}."],
    [
      "tom: My group sailed to the lighthouse and back in {n} tacks.",
      "amina: {n2} is allowed.",
      "tom: We had a *good* wind, I admit.",
    ],
    [
      "A: Question from a student: why is port red?",
      "B: Because port wine is red.",
      "A: That is what I said, and they believed me.",
      "B: It works every year.",
    ],
    [
      "A: Weather briefing at {time} in {place}, ten minutes, both groups.",
      "B: 👍",
      "C: I bring the synoptic chart.",
    ],

    [
      "A: {guest} would like to move from {day} to {day2}.",
      "B: There is one place left.",
      "A: Then I put the name down.",
    ],
    [
      "A: Wind call for {day}: {weather}. We stay inside and do knots.",
      "B: Agreed, I bring the long ropes.",
      "C: I will write to the group.",
    ],
    [
      "A: {n} people today, all back, all dry.",
      "B: *All* dry?",
      "A: All but me.",
    ],
    [
      "A: Which boats for the beginners on {day}?",
      "B: {boat} and {boat2}. The others are with Jonas.",
      "A: Fine, four each.",
    ],
    [
      "A: {guest} passed! Textbook man-overboard under sail.",
      "B: 👏👏",
      "C: So well deserved.",
    ],
    [
      "A: Do we have a spare {part} for {boat}?",
      "B: In {place}, top shelf.",
      "A: Took it. Writing it on the list.",
    ],
    [
      "A: The group at {time} asks whether they may bring a dog.",
      "B: If it wears a life jacket.",
      "A: It has its own, apparently.",
    ],
    [
      "A: Theory on {day}: I take lights and shapes, can you take tides?",
      "B: Gladly. I still have the big chart from last year.",
      "A: It has coffee on it",
      "B: It has *character*.",
    ],
    [
      "A: {boat} came back with a torn batten pocket.",
      "B: Leave it in the loft, I sew it tomorrow.",
      "A: Thank you!",
    ],
    [
      "A: Attendance {day}: {n} of {n2}.",
      "B: Not bad in {weather}.",
      "A: I was impressed too.",
    ],
    [
      "A: New booking for the spring course, that makes {n}.",
      "B: Do we open a second group?",
      "A: From twelve on, I would say.",
    ],
    [
      "A: Please put the radios on charge after the lesson. Two were empty at {time}.",
      "B: My fault, sorry. Done now.",
      "A: No harm done",
    ],
    [
      "A: Certificate for {guest} is printed and on your desk.",
      "B: I hand it over on {day}.",
    ],
    [
      "A: Who takes the safety boat on {day}?",
      "B: Me in the morning.",
      "C: I can from {time} on.",
      "A: Settled, thanks both.",
    ],
  ],
  lines: [
    "amina: Forecast for the last course week is in: calm until Wednesday, then it freshens.",
    "amina: My proposal: **man overboard on Monday and Tuesday**, passage planning ashore on Thursday.",
    "tom: Yes please. My group still turns the wrong way when somebody shouts.",
    "noor: موافقة. مجموعتي جاهزة للإبحار يوم الاثنين",
    "amina: Noor's group is ready for Monday 👍",
    "maya: I have 11 names for Monday. Three boats or four?",
    "amina: Three, plus the safety boat. I want Ines on the water with us if the loft can spare her.",
    "ines: For you, always. I bring the dummy. It has a new name, by the way.",
    "tom: It had a name?",
    "ines: Oscar. Like the flag, for man overboard. Now he is Oscar the Second, the First sank.",
    44,
    "maya: The Petersen twins ask whether they can take the exam *together*.",
    "amina: In one boat, yes. With one brain, no.",
    "maya: I shall phrase that differently 😄",
    "tom: Ask them to tie a bowline behind the back first. Separately.",
    27,
    {
      by: "noor",
      text: "أرسلت خطة الدرس الجديدة، أرجو الاطلاع عليها قبل الغد.",
      was: "أرسلت خطة الدرس الجديدة، أرجو الاطلاع عليها قبل الاثنين.",
    },
    "amina: Read it, it is very good. I only moved the break: people get cold after 40 minutes, not after 60.",
    "noor: معك حق، شكراً",
    18,
    "maya: Spring dates are online. First booking came after *four minutes*. https://harbourstreet.example/spring",
    "ines: Who?",
    "maya: A Mr Okafor, senior. He writes that his son speaks so highly of the soup.",
    { by: "tom", text: "Oh no.", gone: true },
    "tom: That is my father. Please put him in any group but mine.",
    "amina: He is in your group, Tom.",
    "ines: Best day of the year 😂",
  ],
};
