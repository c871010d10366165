import type { Talk } from "./seed_words.ts";

/** The boatyard. */
export const yard: Talk = {
  name: "Yard",
  description: "Boats on land: what is broken, who is on it, what is ordered.",
  members: ["jonas", "maya", "ravi", "ines", "tom"],
  share: 170,
  days: 37,
  endedAgo: 6,
  unread: 6,
  exchanges: [
    [
      "jonas: {boat} is <primed|sanded|dry|level> now. {job} starts on {day}.",
      "A: Do you need me?",
      "jonas: From {time}, with a mask.",
    ],
    [
      "A: I need the long bench until {day}, {boat}'s boom is on it.",
      "B: Then I work on {boat2} outside.",
      "C: Rain at {time}, says the mast.",
      "B: Then I work on {boat2} *under the awning*.",
    ],
    [
      "A: Does anybody have a {n} mm drill bit that is still sharp?",
      "B: Third drawer, the box with my name.",
      "A: <Borrowed, I bring it back.|You label *everything*.>",
    ],
    [
      "ines: New <halyards|sheets|reefing lines> for {boat} are spliced.",
      "jonas: That was quick.",
      "ines: It rained.",
    ],
    [
      "A: Paint for {boat}: owner wants <cream|the old green|dark blue>.",
      "B: With or without the stripe?",
      "A: With. *Always* with.",
    ],
    [
      "A: {guest} looked at the estimate and <said yes|wants to think|asked for the small version>.",
      "B: <Good.|We have time.|Then without the {part}.>",
    ],
    [
      "A: Photographed the {part} of {boat} before we touch it.",
      "B: From below as well?",
      "A: From everywhere. Ravi puts them in the folder.",
    ],
    [
      "ravi: Shore power at {place} trips when the heater *and* the planer run.",
      "jonas: So one or the other?",
      "ravi: Until {day}, then I have a second line in.",
    ],
    [
      "A: Scrap wood is by the door, take what you like for the stove.",
      "B: <Took two bags.|Not the larch!>",
      "A: The larch is hidden.",
    ],

    [
      "A: {boat}: the {part} is {state}.",
      "B: Saw it. Do you want me to {fix} it this week?",
      "A: Please, before {day}.",
      "B: On the board.",
    ],
    [
      "A: Is there any {material} left?",
      "B: One tin, behind {thing}.",
      "A: That will do for {boat}",
    ],
    [
      "A: {boat} comes out of the water on {day} at {time}.",
      "B: Tide is fine then.",
      "C: I will have the cradle ready.",
      "A: Straps checked?",
      "C: Both, new shackles too.",
    ],
    [
      "A: Moisture in the {part} of {boat} is down to {n} %.",
      "B: Then we can close it up?",
      "A: Two more dry days and yes.",
    ],
    [
      "A: Who borrowed the big clamps?",
      "B: They hold {boat} together at the moment 😬",
      "A: Fair enough",
    ],
    [
      "A: {guest} asks when {boat} is ready.",
      "B: Varnish needs three more coats. {day} next week, honestly.",
      "A: I will say so.",
    ],
    [
      "A: Ordered: {material}, {n} of them. Should be here on {day}.",
      "B: Good. And {material2}?",
      "A: Out of stock until next month.",
      "B: Then I take it from the old stock.",
    ],
    [
      "A: Please nobody step on {boat}, the deck is wet.",
      "B: How long?",
      "A: Until tomorrow {time}.",
    ],
    [
      "A: Found the leak on {boat}! It was the {part} after all.",
      "B: Told you so 😄",
      "A: You said it was the {part2}.",
      "B: I said it was *a* leak.",
    ],
    [
      "A: Dust extraction in {place} is running again.",
      "B: What was it?",
      "A: A glove. In the fan.",
    ],
    [
      "A: List for {boat}:\n1. {job} the hull\n2. {part}\n3. rudder back on",
      "B: I take 1 and 3.",
      "C: Then 2 is mine.",
    ],
    [
      "A: The {part} of {boat} measures {n} mm, drawing says {n2}.",
      "B: Which one do we believe?",
      "A: The boat.",
      "B: Always.",
    ],
    [
      "A: Crane is booked for {day}, {time} sharp.",
      "B: Which boats?",
      "A: {boat} first, then {boat2}.",
      "C: I will move the trailer by then",
    ],
    [
      "A: {part} for {boat} is back from the galvaniser.",
      "B: How does it look?",
      "A: Better than new.",
    ],
    [
      "A: Battery shed: `12.{n} V` on the workboat, a bit low.",
      "B: Put it on the charger overnight please.",
      "A: Plugged in.",
    ],
  ],
  lines: [
    "jonas: Petrel is out and on the cradle. First look at the garboard strake: worse than we hoped, better than I feared.",
    "jonas: Soft for about 1.2 m on the port side, from frame 7 to 9. Starboard is sound.",
    "ines: Did you get under the mast step?",
    "jonas: Yes, dry as a biscuit.",
    "maya: What does it mean for the owner? I have to ring Mrs Aldous before lunch.",
    "jonas: Tell her:\n\n1. one new plank on the port side, larch, we have it\n2. two frames to be sistered\n3. she is back in the water **by Easter**, as promised",
    "maya: And in money?",
    "jonas: Between 2,800 and 3,200. I write it down properly tonight.",
    "maya: That I can say on the phone. Thank you.",
    48,
    "ravi: While she is out I would like to renew the bilge pump wiring. It is the household cable again, somebody before us was *very* creative.",
    "ravi: The float switch answers, but look at this:\n\n```\npump 1   12.4 V   3.1 A   ok\npump 2   11.1 V   7.9 A   too hot\nfloat    closes at 38 mm, should be 30\n```",
    "jonas: Do it. Half a day?",
    "ravi: If nobody calls me about the website, yes.",
    "tom: No promises 😇",
    31,
    "ines: Mast: I have been over all of it. Two terminals are cracked, the rest is good. New forestay is on the bench.",
    {
      by: "ines",
      text:
        "I would not send her out with the old lower shrouds either. 84 for both, I can make them here.",
      was:
        "I would not send her out with the old lower shrouds either. 64 for both, I can make them here.",
    },
    "jonas: Agreed. Add it to the sheet.",
    "maya: Mrs Aldous says yes to everything, and that you are all to have cake. She is bringing it.",
    "tom: What kind?",
    "maya: Tom.",
    19,
    "jonas: Plank is roughed out. Steam box goes on at two, I need four hands and somebody with a watch.",
    "ines: Two of the hands.",
    "tom: The other two. I leave the watch to people who own one.",
    "ravi: I can read the clock on the wall. 45 minutes from the moment it steams?",
    "jonas: An hour per inch, so just over an hour. And gloves, please. *All* of you.",
    "jonas: And nobody stands behind the plank when it comes out 😅",
  ],
};
