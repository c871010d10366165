/** Whatever is typed into a form that is refused stands in it again, letter for letter. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { formsOf } from "@/tests/support/plain_browser.ts";
import { assertSound } from "@/tests/support/security.ts";
import { startServer } from "@/tests/support/server.ts";
import { signUpAt, type Talker } from "@/tests/support/talkers.ts";

const RUNS = 40;

/** Text as people and attackers type it; NUL and half letters are refused at their field. */
const anything = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(
    fc.constantFrom(
      "\n",
      "\r\n",
      "\t",
      "<",
      ">",
      "&",
      "&amp;",
      '"',
      "'",
      "</textarea>",
      "<!--",
      "]]>",
      "<script>",
      "\u202e",
      "\u2028",
      "نور",
      "漢",
      "👩‍👩‍👧",
      "e\u0301",
      "\ufffd",
      "\ufeff",
      " ",
      "%00",
      "{{x}}",
      "${x}",
    ),
    { maxLength: 30 },
  ).map((parts) => parts.join("")),
).filter((text) => text.isWellFormed() && !text.includes("\0"));

/** A parser turns every line end of a page into one letter. */
const lines = (text: string) => text.replace(/\r\n?/g, "\n");

interface Case {
  /** Where the form is sent. */
  readonly path: (stage: Stage) => string;
  readonly status: number;
  /** The form that is refused whatever the free fields hold. */
  readonly fixed: Record<string, string>;
  readonly free: readonly string[];
  /** Put before the text, so that it is refused. */
  readonly before?: string;
  /** Sent by somebody not signed in. */
  readonly stranger?: true;
}

interface Stage {
  readonly maya: Talker;
  readonly stranger: Talker;
  readonly group: string;
}

const cases: Record<string, Case> = {
  "the composer": {
    path: ({ group }) => `/conversations/${group}/messages`,
    status: 422,
    fixed: { client_id: "no" },
    free: ["text"],
  },
  "the composer, with a text over the limit": {
    path: ({ group }) => `/conversations/${group}/messages`,
    status: 413,
    fixed: { client_id: "01a20d83-c328-7162-8f50-22b8f00386e5" },
    free: ["text"],
    before: "long ".repeat(3_300),
  },
  "editing a message": {
    path: ({ group }) => `/conversations/${group}/messages/2`,
    status: 413,
    fixed: { _action: "edit" },
    free: ["text"],
    before: "long ".repeat(3_300),
  },
  "a group's name and description": {
    path: ({ group }) => `/conversations/${group}/settings`,
    status: 422,
    fixed: {},
    free: ["name", "description"],
    before: "n".repeat(1_100),
  },
  "a new conversation": {
    path: () => "/conversations",
    status: 422,
    fixed: { kind: "group", members: "nobody-of-this-name" },
    free: ["name", "description"],
  },
  "one's own name": {
    path: () => "/settings/profile",
    status: 422,
    fixed: {},
    free: ["name"],
    before: "n".repeat(70),
  },
  "signing up": {
    path: () => "/sign-up",
    status: 422,
    fixed: { password: "short" },
    free: ["username", "name"],
    stranger: true,
  },
  "signing in": {
    path: () => "/sign-in",
    status: 422,
    fixed: { password: "wrong for sure" },
    free: ["username"],
    stranger: true,
  },
};

Deno.test("B5 whatever was typed into a form that is refused stands in it again, letter for letter", async (t) => {
  await using server = await startServer({
    env: { REGISTRATION: "open" },
  });
  const maya = await signUpAt(server.origin, "maya");
  const visitor = await signUpAt(server.origin, "jonas");
  const group = await maya.converse("group", ["jonas"], "Harbour");
  await maya.send(group, "to be edited");
  visitor.browser.cookies.clear();
  const stage: Stage = { maya, stranger: visitor, group };

  for (const [what, one] of Object.entries(cases)) {
    await t.step(what, async () => {
      const path = one.path(stage);
      const property = fc.asyncProperty(
        fc.tuple(...one.free.map(() => anything)),
        async (typed) => {
          const values = Object.fromEntries(
            one.free.map((name, i) => [name, (one.before ?? "") + typed[i]]),
          );
          const response = await send(one.stranger ? visitor : maya, path, {
            ...one.fixed,
            ...values,
          });
          const html = await response.text();
          assert.equal(response.status, one.status);
          assertSound(response.headers, html, what);
          const form = formsOf(html).find(({ fields }) =>
            one.free.every((name) => fields.some(([field]) => field === name))
          );
          const fields = new Map(form?.fields);
          for (const [name, value] of Object.entries(values)) {
            assert.equal(lines(fields.get(name) ?? ""), lines(value), name);
          }
          for (const [name, value] of Object.entries(one.fixed)) {
            if (name === "password") assert.ok(!html.includes(value));
          }
          assert.match(html, /data-error-for=|role="alert"/);
        },
      );
      await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
    });
  }
});

/** As today's browsers send it: from a page of ours. */
function send(
  { browser }: Talker,
  path: string,
  values: Record<string, string>,
): Promise<Response> {
  return browser.request(path, {
    method: "POST",
    body: new URLSearchParams(values).toString(),
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "origin": browser.origin,
      "sec-fetch-site": "same-origin",
    },
  });
}
