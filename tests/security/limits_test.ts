/** Every bucket the application takes from: as much as it holds, and not one more; then 429 with the text kept. */
import assert from "node:assert/strict";
import { type BucketName, buckets } from "@/lib/http/limits.ts";
import { decode, formsOf } from "@/tests/support/plain_browser.ts";
import { listSources } from "@/tests/support/imports.ts";
import { assertSecure, assertSound } from "@/tests/support/security.ts";
import { root, type Server, startServer } from "@/tests/support/server.ts";
import { signUpAt, type Talker } from "@/tests/support/talkers.ts";

interface Stage {
  readonly server: Server;
  readonly maya: Talker;
  /** So many groups of hers. */
  groups(count: number): Promise<string[]>;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
}

/** Takes from one bucket. `nth` counts from 0. */
type Take = (stage: Stage, nth: number) => Promise<Response>;

const takes: Partial<Record<BucketName, () => Promise<Take> | Take>> = {
  "send-conversation": () => {
    let place: Promise<string[]> | undefined;
    return async (stage) => {
      const [one] = await (place ??= stage.groups(1));
      return await send(stage, one!);
    };
  },
  "send": () => {
    let places: Promise<string[]> | undefined;
    return async (stage, nth) => {
      const all = await (places ??= stage.groups(6));
      return await send(stage, all[nth % all.length]!);
    };
  },
  // Without a sound it is refused, and counted all the same.
  "upload": () => {
    let places: Promise<string[]> | undefined;
    return async (stage, nth) => {
      const all = await (places ??= stage.groups(6));
      const path = `/conversations/${all[nth % all.length]!}/voice`;
      const answer = await stage.maya.post(path, { text: KEPT });
      if (answer.status !== 422) return answer;
      await answer.body?.cancel();
      return new Response();
    };
  },
  "conversation": () => ({ maya }) =>
    maya.post("/conversations", {
      kind: "group",
      members: "jonas",
      name: "One more",
      description: KEPT,
    }),
  "invite": () => ({ maya }) =>
    maya.post("/admin", { _action: "create-invite", days: "7", cap: "3" }),
  "live": () => async ({ maya }) => {
    const response = await maya.browser.request("/live");
    if (response.status === 200) await response.body!.cancel();
    return response;
  },
  "typing": () => {
    let place: Promise<string[]> | undefined;
    return async (stage) => {
      const [one] = await (place ??= stage.groups(1));
      return await stage.maya.post(`/conversations/${one}/typing`, {});
    };
  },
  "read": () => {
    let place: Promise<string[]> | undefined;
    return async (stage) => {
      const [one] = await (place ??= stage.groups(1));
      return await stage.maya.post(`/conversations/${one}/read`, { seq: "1" });
    };
  },
  "passkey": () => ({ maya }) =>
    maya.post("/sign-in/passkey", { _action: "passkey-options" }),
  // A way nobody set out on: it is counted, and leads back to the entrance.
  "provider": () => ({ server }) =>
    fetch(`${server.origin}/sign-in/with/1/callback`, { redirect: "manual" }),
  "presence": () => ({ maya }) =>
    maya.post("/presence", { state: "here", see: "" }),
  "react": () => {
    let place: Promise<string[]> | undefined;
    return async (stage, nth) => {
      const [one] = await (place ??= stage.groups(1));
      if (nth === 0) await send(stage, one!);
      const path = `/conversations/${one}/messages/2/reactions`;
      return await stage.maya.post(path, { add: "👍" });
    };
  },
  "place": () => {
    let place: Promise<string[]> | undefined;
    return async (stage) => {
      const [one] = await (place ??= stage.groups(1));
      const path = `/conversations/${one}/place`;
      return await stage.maya.post(path, { _action: "pin" });
    };
  },
  "profile": () => ({ maya }) =>
    maya.post("/settings/profile", { name: "Maya" }),
  "export": () => ({ maya }) =>
    maya.post("/settings/data", { _action: "download" }),
  "suggest": () => {
    let place: Promise<string[]> | undefined;
    return async (stage) => {
      const [one] = await (place ??= stage.groups(1));
      return await stage.maya.browser.request(`/conversations/${one}/mentions`);
    };
  },
  "search": () => ({ maya }) => maya.browser.request("/people?q=maya"),
  "csp-report": () => ({ server }) =>
    fetch(`${server.origin}/csp-report`, {
      method: "POST",
      headers: { "content-type": "application/csp-report" },
      body: '{"csp-report":{"effective-directive":"img-src"}}',
    }),
};

/** Those have a test of their own: see `sign_in_limits_test.ts`, `second_factor_test.ts` and, under `tests/routes/accounts`, `recover_test.ts`, `recover_link_test.ts`, `mail_address_test.ts`, `mail_address_hostile_test.ts` and `mail_test_test.ts`. */
const ELSEWHERE = ["sign-in", "sign-in-net", "second-step", "sign-up"]
  .concat(["recover", "recover-net", "recover-link"])
  .concat(["preview"]) // tests/lib/messages/preview_link_test.ts
  .concat(["guest"]) // tests/routes/safety/guest_reach_test.ts
  .concat(["unsent"]) // tests/routes/drafts_test.ts
  .concat(["mail-address", "mail-code", "mail-test"]);

const KEPT = " kept <b>\"&' 漢\nand a line ";

function send({ maya }: Stage, conversation: string): Promise<Response> {
  return maya.post(`/conversations/${conversation}/messages`, {
    text: KEPT,
    client_id: crypto.randomUUID(),
  });
}

async function onStage(test: (stage: Stage) => Promise<void>): Promise<void> {
  await using server = await startServer({
    env: { REGISTRATION: "open", RATE_LIMITS: "on", LOG_LEVEL: "silent" },
  });
  const maya = await signUpAt(server.origin, "maya");
  await signUpAt(server.origin, "jonas");
  await maya.token();
  const groups = async (count: number) => {
    const made: string[] = [];
    while (made.length < count) {
      made.push(await maya.converse("group", ["jonas"], "Harbour"));
    }
    return made;
  };
  await test({ server, maya, groups });
}

async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const stream = headers.get("content-type")?.startsWith("text/event-stream");
  return { status, headers, html: stream ? "" : await response.text() };
}

for (const [name, make] of Object.entries(takes)) {
  const { burst, every } = buckets[name as BucketName];
  Deno.test(`K2 the bucket "${name}" holds ${burst}, and the next one is answered 429 with when to come back`, async () => {
    await onStage(async (stage) => {
      const take = await make();
      const answers: Answer[] = [];
      let began = 0;
      let passed = 0;
      // Until the first refusal, and a few more.
      for (let nth = 0; nth < burst * 3 + 20; nth++) {
        const answer = await answerOf(await take(stage, nth));
        if (nth === 0) began = performance.now();
        answers.push(answer);
        if (answer.status === 429) break;
        assert.ok(answer.status < 400, `${answer.status} at ${nth}`);
        passed++;
      }
      const regained = Math.floor((performance.now() - began) / every) + 1;
      const refused = answers.at(-1)!;
      assert.equal(refused.status, 429, `${passed} passed, none was refused`);
      assert.ok(passed >= burst, `only ${passed} of ${burst} passed`);
      assert.ok(
        passed <= burst + regained,
        `${passed} passed, but ${burst} are allowed, and ${regained} more by now`,
      );
      const wait = Number(refused.headers.get("retry-after"));
      assert.ok(
        Number.isInteger(wait) && wait >= 1 && wait <= Math.ceil(every / 1_000),
        `come back after ${wait} s`,
      );
      assertSecure(refused.headers, name, {
        frames: name.startsWith("send"),
      });
      assertSound(refused.headers, refused.html, name);
      if (/^(send|conversation)/.test(name)) {
        const field = name === "conversation" ? "description" : "text";
        const typed = formsOf(refused.html).flatMap(({ fields }) => fields)
          .filter(([one]) => one === field).map(([, value]) => value);
        assert.deepEqual(typed, [KEPT]);
      }
      if (wait <= 5) {
        // And it is true: then there is one again.
        await new Promise((done) => setTimeout(done, wait * 1_000));
        const after = await answerOf(await take(stage, 0));
        assert.ok(after.status < 400, `${after.status} after ${wait} s`);
      }
    });
  });
}

Deno.test("K2 every bucket the application takes from is tested", async () => {
  const used = new Set<string>();
  for (const path of await listSources(root, ["routes", "lib"])) {
    const text = await Deno.readTextFile(`${root}${path}`);
    for (const [, name] of text.matchAll(/\btakeToken\("([\w-]+)"/g)) {
      if (name !== undefined) used.add(name);
    }
  }
  assert.ok(used.size > 5);
  const tested = new Set([...Object.keys(takes), ...ELSEWHERE]);
  assert.deepEqual([...used].filter((name) => !tested.has(name)), []);
});

Deno.test("K2 a message refused for being too many says so in words, at its field, in the reader's language", async () => {
  await onStage(async (stage) => {
    const [group] = await stage.groups(1);
    let html = "";
    for (let i = 0; i < 80; i++) {
      const answer = await answerOf(await send(stage, group!));
      if (answer.status !== 429) continue;
      html = answer.html;
      break;
    }
    assert.match(decode(html), /data-error-for="text"|role="alert"/);
    assert.match(html, /\bsecond/);
  });
});
