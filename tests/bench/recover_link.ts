/**
 * Does it show in the time an answer takes whether there is an account, and
 * whether it has a mail address? Prints the medians of asking for a link, in
 * turns: `deno run -A tests/bench/recover_link.ts`.
 */
import { startMailServer } from "../support/mail_server.ts";
import { PlainBrowser } from "../support/plain_browser.ts";
import { freePort, startServer } from "../support/server.ts";
import { signUpAt } from "../support/talkers.ts";

const ROUNDS = Number(Deno.args[0] ?? 200);
const WARM = 20;
/** Until what the request before left behind is done. */
const PAUSE = 100;

const WHO = {
  "an account with an address": "maya",
  "its address": "maya@example.org",
  "an account without": "jonas",
  "nobody's name": "nobody",
  "nobody's address": "nobody@example.org",
};

await using post = await startMailServer();
const port = freePort();
await using server = await startServer({
  port,
  env: {
    ORIGIN: `http://localhost:${port}`,
    SMTP_URL: post.url,
    REGISTRATION: "open",
  },
});
const { browser } = await signUpAt(server.origin, "maya");
await browser.open("/settings/mail");
await browser.submit("/settings/mail", {
  _action: "give",
  address: WHO["its address"],
});
const code = /^\d{8}/m.exec((await post.mail()).text)?.[0] ?? "";
await browser.submit("/settings/mail", { _action: "verify", code });
await signUpAt(server.origin, "jonas");
const visitor = await new PlainBrowser(server.origin).open("/recover/link");
const { fields } = visitor.form("/recover/link");

async function ask(who: string): Promise<number> {
  const filled = fields.map(([name, value]): [string, string] => [
    name,
    name === "username" ? who : value,
  ]);
  const body = new URLSearchParams(filled);
  const began = performance.now();
  const answer = await visitor.request("/recover/link", {
    method: "POST",
    body,
  });
  await answer.body?.cancel();
  const took = performance.now() - began;
  if (answer.status !== 303) throw new Error(`Answered ${answer.status}`);
  await new Promise((wake) => setTimeout(wake, PAUSE));
  return took;
}

const times = new Map(Object.keys(WHO).map((what) => [what, [] as number[]]));
for (let round = -WARM; round < ROUNDS; round++) {
  const turns = Object.entries(WHO).map((one) => [Math.random(), one] as const)
    .sort(([a], [b]) => a - b);
  for (const [, [what, who]] of turns) {
    const took = await ask(who);
    if (round >= 0) times.get(what)!.push(took);
  }
}
for (const [what, found] of times) {
  const median = found.sort((a, b) => a - b)[found.length >> 1]!;
  console.log(`${median.toFixed(3)} ms  ${what}`);
}
