/**
 * Byte and request budgets, cold, on the wire. 1 KB is 1,024 bytes. Counted is
 * everything Chromium gets for the page, see `budget.ts`: the icon in the tab
 * too, and the beginning of the framed log. The conversation of fifty messages
 * stands beside a list of eight.
 */
import assert from "node:assert/strict";
import { type Person, story } from "../support/browser.ts";
import { bill } from "../support/budget.ts";
import { SENTENCES } from "./sentences.ts";

const KB = 1_024;
const without = { scripts: false, width: 360, height: 740 };
const withScripts = { width: 360, height: 740 };

/** The cast of an inbox: names as people have them. */
const NAMES = [
  ["jonas", "Jonas Weber"],
  ["amina", "Amina Khalil"],
  ["ravi", "Ravi Shah"],
  ["noor", "نور الحداد"],
  ["lucia", "Lucía Fernández"],
  ["tomasz", "Tomasz Wójcik"],
] as const;

const GROUPS = [
  ["Harbour trip", "Eight people, one boat and an accordion"],
  ["Office plants", ""],
  ["Quarterly report", "Numbers by Thursday, words by Friday"],
  ["Climbing on Tuesdays", ""],
  ["Release 4.2", "What goes in, what stays out"],
  ["Neighbours of Mill Lane 7", "Bins, bikes and the summer party"],
  ["Book club", "This month: The Left Hand of Darkness"],
  ["Parents of class 3b", ""],
  ["Support rota", "Who answers the phone this week"],
  ["Design critique", "Bring something unfinished"],
  ["Lunch", ""],
  ["Run club, slow group", "No one is left behind"],
  ["Wedding of Ana and Tim", "Not a word to either of them"],
  ["Server room", ""],
  ["Board games", "Second Friday of the month"],
  ["Film festival", ""],
  ["Allotment", "Tomatoes need somebody in August"],
  ["Choir, second altos", ""],
  ["Move to the new office", "Boxes, keys and parking"],
  ["Bread bakers", "Starter exchange on Saturdays"],
  ["Sailing licence", ""],
  ["Repair café", "Toasters welcome"],
  ["Music for the pier", ""],
  ["Budget 2027", "Draft two is in the folder"],
  ["Night shift", ""],
] as const;

story("I9 pages keep to their bytes and requests", async (stage, step) => {
  const maya = await stage.person("maya", "Maya Lind");
  const cast: Person[] = [];
  for (const [username, name] of NAMES.slice(0, 5)) {
    cast.push(await stage.person(username, name));
  }
  // Somebody with eight conversations; Maya has thirty.
  const tomasz = await stage.person(...NAMES[5]);
  const ids: string[] = [];
  for (const [i, one] of cast.entries()) {
    ids.push(await maya.start([one]));
    await one.send(ids.at(-1)!, SENTENCES[i + 5]!);
  }
  for (const [i, [name, description]] of GROUPS.entries()) {
    const members = cast.filter((_, n) => (n + i) % 3 !== 0);
    if (i < 8) members.push(tomasz);
    const id = await maya.start(members, { name, description });
    ids.push(id);
    const author = members[i % members.length]!;
    await author.send(id, SENTENCES[i + 20]!);
  }
  assert.equal(ids.length, 30);
  const busy = ids[5]!;
  const members = [maya, tomasz, ...cast.filter((_, n) => n % 3 !== 0)];
  // With the line of the beginning and the one above, fifty in all.
  for (let i = 0; i < 48; i++) {
    await members[(i * 7 + (i >> 2)) % members.length]!.send(
      busy,
      SENTENCES[i]!,
    );
  }
  const over: string[] = [];
  const keep = (what: string, is: number, most: number) => {
    if (is > most) over.push(`${what}: ${is}, at most ${most}`);
  };

  await step("sign-in: 8 KB, 3 requests, no script", async () => {
    const cost = await bill(
      stage,
      "/sign-in",
      withScripts,
      ({ page }) => page.waitForSelector("input[name=password]"),
    );
    cost.print("sign-in");
    assert.equal(cost.scriptBytes, 0);
    keep("sign-in, bytes", cost.bytes, 8 * KB);
    keep("sign-in, requests", cost.requests, 3);
  });

  await step("inbox of 30 without script: 14 KB, 4 requests", async () => {
    const cost = await bill(
      maya,
      "/conversations",
      without,
      async ({ page }) =>
        assert.equal((await page.$$("#inbox-rows > [data-unread]")).length, 30),
    );
    cost.print("inbox of 30 without script");
    keep("inbox without script, bytes", cost.bytes, 14 * KB);
    keep("inbox without script, requests", cost.requests, 4);
  });

  await step(
    "inbox of 30 with script: 25 KB script, 40 KB in all",
    async () => {
      const cost = await bill(
        maya,
        "/conversations",
        withScripts,
        ({ page }) => page.waitForSelector("#inbox-rows > [data-unread]"),
      );
      cost.print("inbox of 30 with script");
      assert.ok(cost.scriptBytes > 0);
      keep("inbox with script, bytes of script", cost.scriptBytes, 25 * KB);
      keep("inbox with script, bytes", cost.bytes, 40 * KB);
    },
  );

  await step(
    "conversation of 50 with islands: 25 KB script, 40 KB in all, 7 requests",
    async () => {
      const cost = await bill(
        maya,
        `/conversations/${busy}`,
        withScripts,
        ({ page }) => page.waitForSelector("html[data-islands=ready]"),
      );
      cost.print("conversation of 50 with islands");
      keep(
        "conversation with islands, bytes of script",
        cost.scriptBytes,
        25 * KB,
      );
      keep("conversation with islands, bytes", cost.bytes, 40 * KB);
      keep("conversation with islands, requests", cost.requests, 7);
    },
  );

  await step(
    "conversation of 50 without script, framed log included: 14 KB, 4 requests",
    async () => {
      const cost = await bill(
        maya,
        `/conversations/${busy}`,
        without,
        ({ page }) => page.waitForSelector("#m-50"),
      );
      cost.print("conversation of 50 without script");
      assert.equal(cost.scriptBytes, 0);
      assert.ok(cost.costs.some(({ path }) => path.includes("/log")));
      keep("conversation without script, bytes", cost.bytes, 14 * KB);
      keep("conversation without script, requests", cost.requests, 4);
    },
  );

  await step("no budget is exceeded", () => assert.deepEqual(over, []));
});
