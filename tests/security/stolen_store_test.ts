/** A thief of the data folder without its key: every byte of it is searched for what people did. */
import assert from "node:assert/strict";
import { usernameKey } from "@/lib/accounts/names.ts";
import {
  bytes,
  exif,
  GPS,
  jpeg,
  segment,
} from "@/tests/lib/accounts/_pictures.ts";
import { makeLink } from "@/tests/routes/accounts/_recovery.ts";
import { enrol } from "@/tests/routes/accounts/_second_factor.ts";
import { PlainBrowser } from "@/tests/support/plain_browser.ts";
import { type Server, startServer } from "@/tests/support/server.ts";
import { bytesOf, placesOf } from "@/tests/support/stolen.ts";
import { Talker } from "@/tests/support/talkers.ts";

const PASSWORD = "nine brass sextants";
const NET = "203.0.113.77";
const AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Firefox/153.0";
/** Stands in a picture where its colours are described, so it is kept. */
const PIXELS = "PIXELS OF PERPETUA";

const PROFILE = {
  name: "Perpetua Quillfeather",
  pronouns: "thon and thons",
  bio: "Collects astrolabes.\nكانت تعمل في المرصد القديم",
  status: "Polishing the orrery",
  status_for: "60",
  mail: "perpetua@galleon.example",
};

const TYPED = [
  "quillmaya",
  "zephyrina",
  "tamarindjo",
  // As they would stand in a key.
  ...["quillmaya", "zephyrina", "tamarindjo"].map(usernameKey),
  "Tamarind Jorgensen",
  PASSWORD,
  ...Object.values(PROFILE).filter((text) => !/^\d+$/.test(text))
    .flatMap((text) => text.split("\n")),
  // Words by which she is found, and beginnings of them.
  "Perpetua",
  "Quillfe",
  "Halyard Committee",
  "Minutes about bowsprits",
  "a very private marlinspike",
  "the first wording of gunwale",
  "the second wording of binnacle",
  "a fo'c'sle soon regretted",
  "الرسالة السرية إلى البحارة",
  "client-barracuda-0001",
  "nobodyspelican",
  "my other password by mistake",
  GPS,
  PIXELS,
  NET,
  "203.0.113",
  "Firefox",
];

function browserOn(origin: string): PlainBrowser {
  return new PlainBrowser(origin, (req) => {
    const headers = new Headers(req.headers);
    headers.set("x-forwarded-for", NET);
    headers.set("user-agent", AGENT);
    return fetch(new Request(req, { headers }), { redirect: "manual" });
  });
}

async function signUp(
  origin: string,
  username: string,
  name: string,
): Promise<Talker> {
  const browser = await browserOn(origin).open("/sign-up");
  await browser.submit("/sign-up", { username, name, password: PASSWORD });
  assert.equal(browser.status, 200, browser.path);
  return new Talker(username, browser);
}

/** Fills the profile's form in, with a picture. */
async function describe({ browser }: Talker): Promise<void> {
  const table = bytes(0, PIXELS.padEnd(64, "."));
  const picture = jpeg({ extra: bytes(exif(1), segment(0xdb, table)) });
  await browser.open("/settings/profile");
  const body = new FormData();
  const known = new Map(browser.form("/settings/profile", "save").fields);
  for (const [name, value] of Object.entries(PROFILE)) known.set(name, value);
  for (const [name, value] of known) body.append(name, value);
  body.append("picture", new Blob([picture], { type: "image/jpeg" }), "me.jpg");
  await browser.open("/settings/profile", { method: "POST", body });
  const faults = browser.html.match(/data-error-for="[^>]*>[^<]*/g);
  assert.equal(browser.status, 200, `${faults}`);
  const of = /\/people\/[^"]*picture[^"]*/.exec(browser.html)?.[0];
  assert.ok(of, "no picture on the page");
  const shown = await browser.request(of.replaceAll("&amp;", "&"));
  const kept = new Uint8Array(await shown.arrayBuffer());
  assert.equal(placesOf(PIXELS, new Map([["", kept]])).length, 1);
}

async function talk(maya: Talker, id: string): Promise<void> {
  const at = `/conversations/${id}/messages`;
  const texts = [
    "a very private marlinspike",
    "the first wording of gunwale",
    "a fo'c'sle soon regretted",
    "الرسالة السرية إلى البحارة",
  ];
  const posts = [];
  for (const [i, text] of texts.entries()) {
    const post = await maya.send(id, text, `client-barracuda-000${i}`);
    assert.equal(post.outcome, "acknowledged");
    posts.push(post);
  }
  const edit = { _action: "edit", text: "the second wording of binnacle" };
  for (
    const [seq, values] of [
      [posts[1]!.seq, edit],
      [posts[2]!.seq, { _action: "delete" }],
    ] as const
  ) {
    const answer = await maya.post(`${at}/${seq}`, values);
    await answer.body?.cancel();
    assert.equal(answer.status, 303);
  }
}

/** Somebody tries to get in. */
async function tryToSignIn(origin: string): Promise<void> {
  const browser = await browserOn(origin).open("/sign-in");
  for (const username of ["nobodyspelican", "quillmaya"]) {
    const password = "my other password by mistake";
    await browser.submit("/sign-in", { username, password });
    assert.equal(browser.status, 422);
  }
}

/** What the server made and only its people have. */
async function secretsOf(maya: Talker): Promise<(string | Uint8Array)[]> {
  const { browser } = maya;
  const { seed, codes } = await enrol(browser);
  assert.ok(seed.length >= 20 && codes.length >= 8);
  await browser.open("/admin");
  await browser.submit("/admin", { _action: "create-invite" });
  const code = /\/invite\/([a-z2-7]{20,})/.exec(browser.html)?.[1];
  assert.ok(code, "no invite is shown");
  const reset = (await makeLink(browser, "tamarindjo")).split("/").at(-1)!;
  return [
    seed,
    seed.toHex(),
    seed.toBase64(),
    ...codes.flatMap((one) => [one, one.replaceAll("-", "")]),
    code,
    reset,
    ...[...browser.cookies.values()].filter((value) => value.length >= 20),
    await maya.token(),
  ];
}

/** Searches the folder of a server that does not run. */
async function search(
  { dataDir }: Server,
  id: string,
  secrets: readonly (string | Uint8Array)[],
): Promise<void> {
  const files = await bytesOf(dataDir, ["secret.key"]);
  assert.ok(placesOf(id, files).length > 0, "the search reads what is stored");
  assert.ok(placesOf("message", files).length > 0);
  for (const secret of secrets) {
    assert.deepEqual(placesOf(secret, files), [], `${secret} is there`);
  }
}

Deno.test("H8 the search finds a text that is planted in a folder, in any spelling of it, and passes over the key", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/below`);
    const wide = Uint8Array.from("Zyx wide", (one) => one.charCodeAt(0));
    const forms = {
      narrow: wide,
      wide: bytes(...[...wide].flatMap((one) => [one, 0])),
    };
    for (const [name, form] of Object.entries(forms)) {
      await Deno.writeFile(`${folder}/below/${name}`, bytes(7, form, 9));
    }
    await Deno.writeTextFile(`${folder}/arabic`, "قبل السر بعد");
    await Deno.writeTextFile(`${folder}/secret.key`, "the key itself");
    const files = await bytesOf(folder, ["secret.key"]);
    assert.equal(placesOf("zyx WIDE", files).length, 0);
    assert.equal(placesOf("Zyx wide", files).length, 2);
    assert.equal(placesOf("السر", files).length, 1);
    assert.equal(placesOf("the key itself", files).length, 0);
    assert.equal(placesOf(wide.subarray(1, 5), files).length, 1);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("H8 a stolen data folder without its key shows no password, token, seed, code, name, username, profile, picture, message, conversation name, invite or address, after a kill and after a quiet end", async () => {
  await using server = await startServer({
    env: { REGISTRATION: "open", RATE_LIMITS: "on", TRUST_PROXY: "1" },
  });
  const { origin } = server;
  const maya = await signUp(origin, "quillmaya", PROFILE.name);
  await signUp(origin, "tamarindjo", "Tamarind Jorgensen");
  await describe(maya);
  const id = await maya.converse("group", ["tamarindjo"], "Halyard Committee");
  const described = await maya.post(`/conversations/${id}/settings`, {
    name: "Halyard Committee",
    description: "Minutes about bowsprits",
  });
  await described.body?.cancel();
  assert.equal(described.status, 303);
  await talk(maya, id);
  await tryToSignIn(origin);
  const secrets = [...TYPED, ...await secretsOf(maya)];
  await maya.browser.open("/settings/profile");
  await maya.browser.submit("/settings/profile", {
    _action: "username",
    username: "zephyrina",
  });
  assert.equal(maya.browser.status, 200);

  await server.process.killHard();
  await search(server, id, secrets);

  const again = await server.again();
  const jo = await signIn(again.origin);
  await jo.open(`/conversations/${id}`);
  for (const text of ["marlinspike", "binnacle", "Halyard", "Perpetua"]) {
    assert.ok(jo.html.includes(text), `${text} is not kept`);
  }
  await jo.open("/people/quillmaya");
  assert.ok(jo.html.includes("astrolabes"), "the old name leads to her");
  await jo.open("/people?q=quillfe");
  assert.ok(jo.html.includes("zephyrina"), "she is found by a word");
  assert.equal(await again.stop(), 0);
  await search(again, id, secrets);
});

async function signIn(origin: string): Promise<PlainBrowser> {
  const browser = await browserOn(origin).open("/sign-in");
  const username = "tamarindjo";
  await browser.submit("/sign-in", { username, password: PASSWORD });
  assert.equal(browser.status, 200);
  return browser;
}
