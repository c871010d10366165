import assert from "node:assert/strict";
import { abouts } from "@/lib/accounts/_profile_keys.ts";
import { changeProfile } from "@/lib/accounts/change_profile.ts";
import { findUser } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import { type ProfileWords } from "@/lib/accounts/parse_profile.ts";
import {
  findAbout,
  findSeenAbout,
  findStatuses,
} from "@/lib/accounts/profile.ts";
import { type Relation, VISIBILITIES } from "@/lib/accounts/profile_model.ts";
import { clearStatus } from "@/lib/accounts/status.ts";
import { Invalid } from "@/lib/errors.ts";
import { read } from "@/lib/kv/read.ts";
import { jobs } from "@/lib/jobs/_keys.ts";
import { list } from "@/lib/kv/read.ts";
import { hub } from "@/lib/live/hub.ts";
import type { Happening } from "@/lib/live/events.ts";
import { join, onNewServer } from "./_people.ts";

const NOON = Date.UTC(2026, 5, 1, 12);
const at = { timeZone: "Europe/Berlin", now: NOON };

function say(user: User, words: ProfileWords, now = NOON): Promise<User> {
  const form = { ...words, picture: { what: "keep" } } as const;
  return changeProfile(user, form, { ...at, now });
}

async function refused(deed: Promise<unknown>): Promise<string[]> {
  try {
    await deed;
  } catch (error) {
    assert.ok(error instanceof Invalid);
    return Object.keys(error.fields).sort();
  }
  return [];
}

onNewServer("what one says is kept, and what is not sent stays", async () => {
  const { user } = await join("maya");
  await say(user, {
    pronouns: " she/her ",
    bio: "Boats. \n\n\n\nRopes.",
  });
  assert.equal((await findAbout(user)).bio, "Boats.\n\nRopes.");
  await say(user, { bio: "Boats." });
  const about = await findAbout(user);
  assert.equal(about.pronouns, "she/her");
  assert.equal(about.bio, "Boats.");
});

onNewServer("a stolen store shows none of it", async () => {
  const { user } = await join("maya");
  await say(user, {
    bio: "Lighthouse keeper",
    status: "On watch",
    details: { mail: { value: "maya@example.org", visibility: "nobody" } },
  });
  const row = await read(abouts, [user.id]);
  const text = JSON.stringify(row) + new TextDecoder().decode(row?.sealed);
  assert.doesNotMatch(text, /Lighthouse|watch|example/);
});

onNewServer(
  "each detail is shown to whom it is for, and to nobody else",
  async () => {
    const { user } = await join("maya");
    const sees: Record<Relation, readonly string[]> = {
      self: ["nobody", "contacts", "everybody"],
      contact: ["contacts", "everybody"],
      stranger: ["everybody"],
    };
    for (const name of ["mail", "phone", "web", "other"] as const) {
      const value = {
        mail: "maya@example.org",
        phone: "+49 30 123456",
        web: "https://example.org/maya",
        other: "Second pier on the left",
      }[name];
      for (const visibility of VISIBILITIES) {
        await say(user, { details: { [name]: { value, visibility } } });
        for (const relation of ["self", "contact", "stranger"] as const) {
          const { details } = await findSeenAbout(user.id, relation);
          const shown = details.some((one) => one.name === name);
          const wanted = sees[relation].includes(visibility);
          assert.equal(shown, wanted, `${name}: ${visibility} to ${relation}`);
          if (shown) assert.ok(details.some((one) => one.value === value));
        }
      }
      await say(user, {
        details: { [name]: { value: "", visibility: "nobody" } },
      });
      assert.deepEqual((await findAbout(user)).details, {});
    }
  },
);

onNewServer(
  "everything that is wrong is said at once, and nothing changes",
  async () => {
    const { user } = await join("maya");
    await say(user, { bio: "Boats." });
    const before = await read(abouts, [user.id]);
    const fields = await refused(changeProfile(user, {
      name: "",
      pronouns: "x".repeat(33),
      bio: "y".repeat(401),
      emoji: "ab",
      status: "\u202edrawkcab",
      statusFor: "a year",
      details: {
        mail: { value: "nobody", visibility: "contacts" },
        phone: { value: "call me", visibility: "contacts" },
        web: { value: "javascript:alert(1)", visibility: "everybody" },
        other: { value: "", visibility: "friends" },
      },
      picture: { what: "refuse", fault: "kind" },
    }, at));
    assert.deepEqual(fields, [
      "bio",
      "mail",
      "name",
      "other_visibility",
      "phone",
      "picture",
      "pronouns",
      "status",
      "status_emoji",
      "status_for",
      "web",
    ]);
    assert.deepEqual(await read(abouts, [user.id]), before);
  },
);

onNewServer(
  "a web address gets its scheme, and only pages may be linked",
  async () => {
    const { user } = await join("maya");
    const web = (value: string) =>
      say(user, { details: { web: { value, visibility: "everybody" } } });
    await web("example.org/maya");
    const about = await findAbout(user);
    assert.equal(about.details.web?.value, "https://example.org/maya");
    for (
      const wrong of ["data:text/html,x", "ftp://example.org", "just words"]
    ) {
      assert.deepEqual(await refused(web(wrong)), ["web"], wrong);
    }
  },
);

onNewServer(
  "a status has one emoji, and ends when it was said to",
  async () => {
    const { user } = await join("maya");
    const ends = { "30": 30, "60": 60, "240": 240, today: 600 } as const;
    for (const [statusFor, minutes] of Object.entries(ends)) {
      await say(user, { emoji: "🧑‍🚒", status: "Drill", statusFor });
      const end = NOON + minutes * 60_000;
      assert.equal((await findAbout(user)).status?.until, end, statusFor);
      assert.equal((await findStatuses([user.id], end - 1)).size, 1);
      assert.equal((await findStatuses([user.id], end)).size, 0, statusFor);
    }
    await say(user, { emoji: "❤", status: "", statusFor: "none" });
    assert.deepEqual((await findAbout(user)).status, {
      emoji: "❤️",
      text: "",
      until: null,
    });
    await say(user, { emoji: "", status: "" });
    assert.equal((await findAbout(user)).status, null);
  },
);

onNewServer(
  "the job clears a status at its end, but not one that was set later",
  async () => {
    const { user } = await join("maya");
    await say(user, { status: "Drill", statusFor: "30" });
    const due: number[] = [];
    for await (const { key } of list(jobs, [])) due.push(key[0]);
    assert.equal(due.length, 1, "one job was left behind");
    const until = (await findAbout(user)).status!.until!;
    await say(user, { status: "Lunch", statusFor: "60" }, NOON + 60_000);
    await clearStatus({ kind: "clear-status", user: user.id, until });
    assert.equal((await findAbout(user)).status?.text, "Lunch");
    const later = (await findAbout(user)).status!.until!;
    await clearStatus({ kind: "clear-status", user: user.id, until: later });
    assert.equal((await findAbout(user)).status, null);
  },
);

onNewServer(
  "saving with the end kept keeps it, and does not start it anew",
  async () => {
    const { user } = await join("maya");
    await say(user, { status: "Drill", statusFor: "60" });
    const words = { status: "Long drill", statusFor: "keep" };
    await say(user, words, NOON + 30 * 60_000);
    const { status } = await findAbout(user);
    assert.deepEqual([status?.text, status?.until], [
      "Long drill",
      NOON + 60 * 60_000,
    ]);
  },
);

onNewServer(
  "everybody's open pages hear of a change, after it is stored",
  async () => {
    const { user } = await join("maya");
    const heard: Happening[] = [];
    const emit = hub.emit;
    hub.emit = (happening) => void heard.push(happening);
    try {
      const form = { name: "Maya L.", picture: { what: "keep" } } as const;
      await changeProfile(user, form, at);
    } finally {
      hub.emit = emit;
    }
    const [{ event, versionstamp }] = heard as [Happening];
    assert.ok(event.type === "profile-changed" && versionstamp);
    assert.deepEqual(event.audience, { everyone: true });
    assert.equal(event.profile.name, "Maya L.");
    assert.equal((await findUser(user.id))?.name, "Maya L.");
  },
);
