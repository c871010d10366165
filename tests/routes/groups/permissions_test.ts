import { changeServerSettings } from "@/lib/accounts/server_settings.ts";
import type { User } from "@/lib/accounts/model.ts";
import { joinByLink } from "@/lib/conversations/join.ts";
import { createLink } from "@/lib/conversations/links.ts";
import { RIGHTS } from "@/lib/conversations/rights_model.ts";
import {
  permissionsPage,
  type PermittedAction,
  readPermissions,
} from "@/lib/operations/print_permissions.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";
import { sendVoice } from "@/lib/messages/send_voice.ts";
import { voicePath } from "@/lib/messages/voice_model.ts";
import { recordedWebm } from "@/tests/lib/files/_sounds.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { onSite, type Site } from "@/tests/support/app.ts";
import { openedRows } from "@/tests/support/store.ts";
import assert from "node:assert/strict";
import { gatherPeople, groupFor, type People, post } from "./_group.ts";

const LIMITLESS = { REGISTRATION: "open", RATE_LIMITS: "off" };

/** Where an action is tried. */
interface Trial {
  readonly people: People;
  readonly who: keyof People;
  /** The path of the group. */
  readonly path: string;
  /** A message of the one who tries, where they are in it; else of somebody. */
  readonly own: ShownMessage;
  readonly others: ShownMessage;
  /** What was done up to here only prepared it. */
  readonly begin: () => Promise<unknown>;
}

let sent = 0;
function say(user: User, conversation: string): Promise<ShownMessage> {
  const clientId = `client-${++sent}`;
  return sendMessage(user, { conversation, text: "The tide is in", clientId });
}

/** How each action of the table is done. */
const ways: Record<string, (trial: Trial) => Promise<Response>> = {
  "read": ({ people, who, path }) => people[who].browser.request(path),
  "permalink": ({ people, who, path, others }) =>
    people[who].browser.request(`${path}/messages/${others.seq}`),
  "post": ({ people, who, path }) =>
    post(people[who], `${path}/messages`, {
      text: "Tried",
      client_id: `try-${++sent}-00000000`,
    }),
  "voice": ({ people, who, path }) =>
    post(people[who], `${path}/voice`, {
      client_id: `try-${++sent}-00000000`,
    }, recordedWebm({ seconds: 1 })),
  "hear": async ({ people, who, path, begin }) => {
    const message = await sendVoice(
      people.second.user!,
      path.split("/").at(-1)!,
      {
        sound: new Blob([recordedWebm({ seconds: 1 })]),
        ms: "",
        bars: "",
        text: "",
        clientId: `client-${++sent}`,
      },
    );
    await begin();
    return await people[who].browser.request(
      voicePath(message, message.voice!),
    );
  },
  "react": ({ people, who, path, others }) =>
    post(people[who], `${path}/messages/${others.seq}/reactions`, {
      emoji: "🎉",
    }),
  "report": ({ people, who, path, others }) =>
    post(people[who], `${path}/messages/${others.seq}/report`, {
      reason: "spam",
    }),
  "vote": async (trial) => await onPoll(trial, "second", { choice: "1" }),
  "see-votes": async (trial) => {
    const votes = `${trial.path}/messages/${await ask(trial, "second")}/votes`;
    return await trial.people[trial.who].browser.request(votes);
  },
  "close-own-poll": (trial) => onPoll(trial, trial.who, { _action: "close" }),
  "close-other-poll": (trial) => {
    const by = trial.who === "second" ? "other" : "second";
    return onPoll(trial, by, { _action: "close" });
  },
  "forward": ({ people, who, path, others }) =>
    post(people[who], `${path}/messages/${others.seq}/forward`, {
      to: path.split("/").at(-1)!,
      client_id: `try-${++sent}-00000000`,
    }),
  "pin": ({ people, who, path, others }) =>
    post(people[who], `${path}/messages/${others.seq}/pin`, { _action: "add" }),
  "pinned": ({ people, who, path }) =>
    people[who].browser.request(`${path}/pinned`),
  "mention-all": ({ people, who, path }) =>
    post(people[who], `${path}/messages`, {
      text: "@all Tried",
      client_id: `try-${++sent}-00000000`,
    }),
  "edit-own": ({ people, who, path, own }) =>
    post(people[who], `${path}/messages/${own.seq}`, {
      _action: "edit",
      text: "Tried",
    }),
  "edit-other": ({ people, who, path, others }) =>
    post(people[who], `${path}/messages/${others.seq}`, {
      _action: "edit",
      text: "Tried",
    }),
  "delete-own": ({ people, who, path, own }) =>
    post(people[who], `${path}/messages/${own.seq}`, { _action: "delete" }),
  "delete-other": ({ people, who, path, others }) =>
    post(people[who], `${path}/messages/${others.seq}`, { _action: "delete" }),
  "invite": ({ people, who, path }) =>
    post(people[who], `${path}/members`, {
      _action: "add",
      members: "stranger1",
    }),
  "links": ({ people, who, path }) =>
    people[who].browser.request(`${path}/links`),
  "make-link": ({ people, who, path }) =>
    post(people[who], `${path}/links`, { days: "7", cap: "1" }),
  "let-in": async ({ people, who, path, begin }) => {
    const user = people.waiting.user!;
    const id = path.split("/").at(-1)!;
    const draft = { days: 1, cap: 9, approval: true };
    await joinByLink(
      user,
      (await createLink(people.owner.user!, id, draft)).code,
    );
    await begin();
    return await post(people[who], `${path}/links`, {
      _action: "yes",
      user: user.id,
    });
  },
  "remove-member": (trial) => remove(trial, "other"),
  "remove-moderator": (trial) => remove(trial, "deputy"),
  "remove-owner": (trial) => remove(trial, "second"),
  "reports": ({ people, who, path }) =>
    people[who].browser.request(`${path}/reports`),
  "rename": ({ people, who, path }) =>
    post(people[who], `${path}/settings`, { name: "Tried", description: "" }),
  "rights": ({ people, who, path }) =>
    post(people[who], `${path}/rights`, {
      history: "all",
      moderator: [...RIGHTS],
    }),
  "content-rules": ({ people, who, path }) =>
    post(people[who], `${path}/rules`, { no_links: "on" }),
  "publish": ({ people, who, path }) =>
    post(people[who], `${path}/public`, { slug: `trip-${++sent}` }),
  "timer": ({ people, who, path }) =>
    post(people[who], `${path}/timer`, { timer: "60" }),
  "retention": ({ people, who, path }) =>
    post(people[who], `${path}/retention`, { days: "90", sure: "yes" }),
  "promote": (trial) => giveRole(trial, "other", "moderator"),
  "make-owner": (trial) => giveRole(trial, "other", "owner"),
  "demote-owner": (trial) => giveRole(trial, "second", "member"),
  "hand-over": (trial) => giveRole(trial, "other", "hand-over"),
  "leave": ({ people, who, path }) => post(people[who], `${path}/leave`, {}),
};

/** A poll of somebody; of another where they could not ask. */
async function ask(
  { people, path, who, begin }: Trial,
  by: keyof People,
): Promise<number> {
  const inIt = !["stranger", "nobody"].includes(who);
  const { seq } = await sendMessage(people[inIt ? by : "second"].user!, {
    conversation: path.split("/").at(-1)!,
    text: "When do we sail?",
    poll: { options: ["Six", "Ten"] },
    clientId: `client-${++sent}`,
  });
  await begin();
  return seq;
}

async function onPoll(
  trial: Trial,
  by: keyof People,
  fields: Record<string, string>,
): Promise<Response> {
  const seq = await ask(trial, by);
  const path = `${trial.path}/messages/${seq}/votes`;
  return await post(trial.people[trial.who], path, fields);
}

function remove({ people, who, path }: Trial, whom: keyof People) {
  const user = people[whom].user!.id;
  return post(people[who], `${path}/members`, { _action: "remove", user });
}

function giveRole(
  { people, who, path }: Trial,
  whom: keyof People,
  role: string,
) {
  const user = people[whom].user?.id ?? "nobody";
  return post(people[who], `${path}/members/${user}`, { role });
}

/** Everything stored about conversations; reading positions move by reading. */
async function stored({ store }: Site): Promise<string> {
  const rows = (await openedRows(store)).filter(({ family }) =>
    /^(conversation|member|membership|message|alteration|version|tip|reaction|vote|tally|file|pinned|group_link|report)$/
      .test(family)
  );
  return JSON.stringify(rows);
}

async function tryCell(
  site: Site,
  people: People,
  [name, action]: [string, PermittedAction],
  role: string,
): Promise<void> {
  const who = role as keyof People;
  const group = await groupFor(people);
  const inIt = !["stranger", "nobody"].includes(role);
  const others = await say(people.second.user!, group.id);
  const own = await say(people[inIt ? who : "member"].user!, group.id);
  const path = `/conversations/${group.id}`;
  let before = "";
  const begin = async () => before = await stored(site);
  await begin();
  const trial = { people, who, path, own, others, begin };
  const response = await ways[name]!(trial);
  const body = await response.text();
  const cell = `${name} by ${role}: ${response.status}`;
  const changed = await stored(site) !== before;
  if (action.may.includes(role)) {
    assert.ok([200, 303].includes(response.status), cell);
    assert.ok(action.by.startsWith("GET") || changed, `${cell}, no change`);
    return;
  }
  assert.ok(!changed, `${cell}, and yet something changed`);
  assert.ok(!body.includes("The tide is in") || inIt, `${cell}, and shows it`);
  if (role === "nobody") {
    const to = response.headers.get("location") ?? "";
    const asked = response.status === 303 && to.startsWith("/sign-in");
    assert.ok(asked || [401, 403].includes(response.status), cell);
  } else if (role === "stranger") assert.equal(response.status, 404, cell);
  else assert.equal(response.status, 403, cell);
}

onSite(
  "C4 every cell of the table of permissions is tried by its request: what is allowed is done, what is not is refused and changes nothing",
  LIMITLESS,
  async (site, t) => {
    const { roles, actions } = await readPermissions();
    assert.deepEqual(Object.keys(actions), Object.keys(ways));
    const people = await gatherPeople(site);
    // The first who signs up runs the server.
    const rules = { registration: "open", editWindow: "", publicGroups: true };
    await changeServerSettings(people.owner.user!, rules);
    for (const action of Object.entries(actions)) {
      await t.step(action[1].does, async () => {
        for (const role of Object.keys(roles)) {
          await tryCell(site, people, action, role);
        }
      });
    }
  },
);

Deno.test("docs: permissions.md is what permissions.json says", async () => {
  const page = new URL("../../../docs/permissions.md", import.meta.url);
  assert.equal(await Deno.readTextFile(page), await permissionsPage());
});
