/** Every page there is, on a small server where something has happened. */
import type { Person, Stage, Tab } from "../support/browser.ts";
import { freePort, type ServerOptions } from "../support/server.ts";
import { sendSamples } from "../support/sample_files.ts";
import { speak } from "../support/speak.ts";
import { SENTENCES } from "./sentences.ts";

/** A search that cannot be: it is answered with a sentence, and the status 422. */
const REFUSED = "/search?q=in%3Anowhere+before%3Asoon";

/** Opens a page. That a page is refused on purpose is no complaint of the browser's. */
export async function openPage(tab: Tab, path: string): Promise<void> {
  await tab.open(path);
  if (path !== REFUSED) return;
  const others = tab.problems.filter((one) => !/status of 422/.test(one));
  tab.problems.splice(0, Infinity, ...others);
}

/** The people of the pages, and the pages they may open. */
export interface Site {
  readonly maya: Person;
  readonly jonas: Person;
  readonly noor: Person;
  readonly group: string;
  readonly direct: string;
  /** Pages of an administrator. */
  readonly inside: readonly string[];
  /** Those of them that Noor may open too. */
  readonly ofNoor: readonly string[];
  /** Pages of somebody who is not. */
  readonly outside: readonly string[];
}

const LONG = "https://example.org/a/very/long/address/that/no/line/can/hold/" +
  "without/breaking?because=it&has=no&spaces=in_it_at_all_from_start_to_end";

/** A server that may send mail, though nobody takes it: it then has all pages. */
export function withMail(): ServerOptions {
  const port = freePort();
  const ORIGIN = `http://localhost:${port}`;
  return { port, env: { ORIGIN, SMTP_URL: "smtp://localhost:1" } };
}

/** Signs people up and lets them talk. */
export async function buildSite(stage: Stage): Promise<Site> {
  const maya = await stage.person("maya", "Maya Lind");
  const jonas = await stage.person(
    "jonas",
    "Jonas-Maximilian von und zu Hohenstaufen-Weber",
  );
  const noor = await stage.person("noor", "نور الحداد");
  const group = await maya.start([jonas, noor], {
    name: "Everybody who wants to come along to the harbour in November",
    description: "Eight people, one boat and an accordion",
  });
  const direct = await maya.start([jonas]);
  await maya.start([noor]);
  const people = [maya, jonas, noor];
  for (let i = 0; i < 24; i++) {
    await people[(i * 7 + (i >> 2)) % 3]!.send(group, SENTENCES[i]!);
  }
  await noor.send(group, "صباح الخير! سأحضر القهوة والتمر يوم الأحد.");
  const long = await jonas.send(group, LONG);
  await noor.post(`/conversations/${group}/messages/${long}/report`, {
    reason: "spam",
    words: SENTENCES[3]!,
  });
  const mine = await maya.send(
    group,
    "```\nconst harbour = await findHarbour({ name: 'Old North', wind: 'sw', tide: 9, boats: 4 });\n```\n\n| not | a table |\n\n> quoted\n\n1. one\n2. two",
  );
  await maya.post(`/conversations/${group}/messages/${mine}`, {
    _action: "edit",
    text: `${"`".repeat(3)}\nconst harbour = 1;\n${"`".repeat(3)}\n${LONG}`,
  });
  const gone = await maya.send(group, "Never mind.");
  await maya.post(`/conversations/${group}/messages/${gone}`, {
    _action: "delete",
  });
  const poll = (await maya.post(`/conversations/${group}/polls/new`, {
    client_id: "poll-of-the-site",
    text: "Which harbour?",
    options: `Visby\nOban, if the wind lets us\nمرفأ بعيد\n${"x".repeat(60)}`,
    several: "on",
    closes: "7d",
  })).split("#m-").at(-1)!;
  await maya.post(`/conversations/${group}/messages/${poll}/votes`, {
    choice: "1",
  });
  await maya.post(`/conversations/${group}/messages/25/forward`, {
    to: direct,
    client_id: "forward-of-the-site",
    words: "For you",
  });
  await maya.post(`/conversations/${group}/messages/${mine}/pin`, {
    _action: "add",
  });
  await speak(maya.plain, `/conversations/${group}`, {
    bars: "1,4,9,15,12,3,0,7",
    text: LONG,
  });
  const looks = await sendSamples(maya.plain, `/conversations/${group}`);
  await maya.post(`/conversations/${group}/messages/${mine}/saved`, {
    remind: "week",
  });
  await maya.post(`/conversations/${group}/messages/3/saved`, {});
  await noor.send(group, `@maya ${LONG}`);
  await jonas.send(direct, SENTENCES[30]!);
  await jonas.send(
    await maya.start([jonas], { name: "Boats" }),
    SENTENCES[31]!,
  );
  await maya.post(`/conversations/${direct}/place`, { _action: "pin" });
  await maya.post(`/conversations/${group}/place`, { _action: "pin" });
  await maya.post(`/conversations/${group}/place`, {
    _action: "mute",
    mute: "ever",
  });
  const folder = (await maya.post("/folders", {
    name: "Everyone I have anything to do with here",
    kind: "group",
  })).split("=").at(-1)!;
  await maya.post("/admin", { _action: "create-invite", days: "7", cap: "5" });
  await maya.post(`/conversations/${group}/links`, {
    _action: "create",
    days: "7",
    cap: "5",
    guest: "on",
  });
  await maya.plain.open(`/conversations/${group}/links`);
  const join = /\/join\/[0-9a-f]{32}/.exec(maya.plain.html)![0];
  await maya.post("/settings/second-factor", { _action: "begin" });
  await maya.post("/settings/mail", {
    _action: "give",
    address: "a.very.long.name.before.the.at@harbour-association.example.org",
  });
  const talk = `/conversations/${group}`;
  const inside = [
    "/conversations",
    "/conversations/new",
    talk,
    `${talk}?around=12#m-12`,
    `${talk}/details`,
    `${talk}/members`,
    `${talk}/settings`,
    `${talk}/timer`,
    `${talk}/export`,
    `${talk}/mentions`,
    `${talk}/commands`,
    "/notices",
    `${talk}/retention`,
    `${talk}/leave`,
    `${talk}/messages/${mine}`,
    `${talk}/messages/${mine}/forward`,
    `${talk}/messages/${mine}/saved`,
    "/saved",
    "/files",
    "/files/new",
    `${talk}/messages/${mine}/pin`,
    `${talk}/pinned`,
    `${talk}/files`,
    `/conversations/${direct}/pinned`,
    `${talk}/messages/${mine}/versions`,
    `${talk}/messages/${mine}/receipts`,
    `${talk}/messages/${long}`,
    `${talk}/messages/${long}/report`,
    ...looks.slice(0, 3),
    `${talk}/reports`,
    `${talk}/rules`,
    `/conversations/${direct}`,
    `/conversations/${direct}/details`,
    `${talk}/polls/new`,
    `${talk}/voice?reply_to=${mine}`,
    `${talk}/messages/${+poll + 1}`,
    `${talk}/messages/${poll}/votes`,
    "/conversations?shown=archived",
    `/conversations?folder=${folder}`,
    "/conversations/arrange",
    `${talk}/place`,
    `${talk}/messages/${mine}/unread`,
    "/folders",
    `/folders/${folder}`,
    "/unread",
    "/keys",
    "/search",
    "/search?q=harbour",
    REFUSED,
    "/people",
    "/people?q=nobody",
    "/people/jonas",
    "/people/maya",
    "/settings/profile",
    "/settings/security",
    "/settings/confirm",
    "/settings/second-factor",
    "/settings/passkeys",
    "/settings/password",
    "/settings/recovery-codes",
    "/settings/mail",
    "/settings/linked",
    "/settings/privacy",
    "/settings/blocked",
    "/settings/data",
    "/settings/appearance",
    "/settings/language",
    "/settings/accounts",
    "/sign-in?add=1",
    "/admin",
    "/admin/mail",
    "/admin/emoji",
    "/admin/files",
    "/admin/retention",
    "/admin/export",
    "/admin/reports",
    "/admin/people",
    "/admin/sign-in",
    "/admin/people?reset=jonas",
    "/admin/people?delete=jonas",
  ];
  return {
    maya,
    jonas,
    noor,
    group,
    direct,
    inside,
    ofNoor: inside.filter((path) =>
      !path.startsWith("/admin") && !path.includes(direct) &&
      !path.includes(folder) && !/\/(reports|rules|timer|retention)$/.test(path)
    ),
    outside: [
      join,
      "/sign-in",
      "/sign-in?done=signed-out",
      "/sign-in/passkey",
      "/sign-up",
      "/recover",
      "/recover/passkey",
      "/recover/link",
      "/recover/link?done=sent",
    ],
  };
}
