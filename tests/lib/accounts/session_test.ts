import assert from "node:assert/strict";
import { changePassword } from "@/lib/accounts/change_password.ts";
import {
  endOtherSessions,
  endSession,
  signOut,
} from "@/lib/accounts/end_session.ts";
import { findSession, listSessions } from "@/lib/accounts/session.ts";
import { attemptsAt, signIn } from "@/lib/accounts/sign_in.ts";
import { usePasswords } from "@/lib/accounts/password.ts";
import { Invalid, NotFound } from "@/lib/errors.ts";
import { hub } from "@/lib/live/hub.ts";
import { theStore } from "@/lib/kv/store.ts";
import { rawRows } from "../../support/store.ts";
import {
  comeIn,
  join,
  onNewServer,
  password,
  quickHash,
  visit,
  work,
} from "./_people.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Everything the store holds, as one text. */
async function dump(): Promise<string> {
  return (await rawRows(theStore())).map(({ text }) => text).join("\n");
}

onNewServer(
  "signIn() opens a session however the username is spelt",
  async () => {
    await join("maya");
    const { token, session } = await comeIn(
      { username: " ＭAYA".trim(), password },
      visit,
    );
    assert.match(token, /^[a-z2-7]{32}$/);
    assert.equal(session.device, "Firefox · Linux");
    assert.equal(session.place, "203.0.113.0/24");
    assert.equal((await findSession(token))?.session.id, session.id);
  },
);

onNewServer(
  "signIn() answers the same with the same work for unknown names and wrong passwords",
  async () => {
    await join("maya");
    for (const username of ["maya", "nobody", "", "\ud800", "x".repeat(9000)]) {
      const before = work.hashes;
      await assert.rejects(
        signIn({ username, password: "not the herons" }, visit),
        (error) =>
          error instanceof Invalid &&
          error.fields.password?.key === "entrance.sign_in.wrong",
      );
      assert.equal(work.hashes, before + 1);
    }
  },
);

onNewServer(
  "attempts at one account are counted under one name, however it is spelt",
  () => {
    assert.equal(attemptsAt("Maya", "n"), attemptsAt("mаyа", "n"));
    assert.notEqual(attemptsAt("maya", "n"), attemptsAt("maya", "m"));
    assert.notEqual(attemptsAt("maya", "n"), attemptsAt("mara", "n"));
    assert.ok(!attemptsAt("maya", "n").includes("maya"));
    return Promise.resolve();
  },
);

onNewServer("the store holds neither a token nor a password", async () => {
  const { token } = await join("maya");
  const all = await dump();
  assert.ok(all.includes("$argon2id$"));
  assert.ok(!all.includes(token));
  assert.ok(!all.includes(password));
});

onNewServer("a weak hash is made anew at sign-in", async () => {
  usePasswords({
    secret: "a secret of tests",
    hasher: quickHash,
    cost: { memory: 64, passes: 1, lanes: 1 },
  });
  await join("maya");
  assert.match(await dump(), /m=64,t=1/);
  usePasswords({ secret: "a secret of tests", hasher: quickHash });
  await signIn({ username: "maya", password }, visit);
  assert.match(await dump(), /m=47104,t=1/);
  await signIn({ username: "maya", password }, visit);
});

onNewServer(
  "a token is renewed every day, and the old one answers a minute longer",
  async () => {
    const start = Date.now();
    await join("first");
    const { token } = await join("joe", { now: start });
    assert.equal((await findSession(token, { now: start }))?.renew, undefined);
    const later = start + DAY;
    const both = await Promise.all([
      findSession(token, { now: later }),
      findSession(token, { now: later }),
    ]);
    const renewed = both.flatMap((one) => one?.renew ?? []);
    assert.equal(renewed.length, 1, "of two racing tabs one renews");
    const after = (ms: number, of = token) =>
      findSession(of, { now: later + ms });
    assert.ok(await after(59_000));
    assert.equal((await after(59_000))?.renew, undefined);
    assert.equal(await after(60_000), null);
    const found = await after(60_000, renewed[0]);
    assert.equal(found?.session.id, both[0]?.session.id);
  },
);

onNewServer(
  "a member's session ends after 14 days unused and after 90 days",
  async () => {
    const start = Date.now();
    await join("first");
    const idle = await join("joe", { now: start });
    assert.ok(await findSession(idle.token, { now: start + DAY - 1 }));
    assert.equal(
      await findSession(idle.token, { now: start + 15 * DAY }),
      null,
    );
    let { token } = await comeIn({ username: "joe", password }, {
      ...visit,
      now: start,
    });
    for (let day = 1; day < 90; day++) {
      const found = await findSession(token, { now: start + day * DAY });
      token = found?.renew ?? token;
      assert.ok(found, `day ${day}`);
    }
    assert.equal(await findSession(token, { now: start + 90 * DAY }), null);
  },
);

onNewServer(
  "an administrator's session ends after 12 hours unused and after a day",
  async () => {
    const start = Date.now();
    const { token } = await join("maya", { now: start });
    const found = (ms: number) => findSession(token, { now: start + ms });
    assert.ok(await found(11 * HOUR));
    assert.ok(await found(22 * HOUR));
    assert.equal(await found(24 * HOUR), null);
    const other = await comeIn({ username: "maya", password }, {
      ...visit,
      now: start,
    });
    assert.equal(
      await findSession(other.token, { now: start + 12 * HOUR }),
      null,
    );
  },
);

onNewServer("use is noted at most every five minutes", async () => {
  const start = Date.now();
  const { token } = await join("maya", { now: start });
  const before = await dump();
  for (let second = 0; second < 300; second += 20) {
    await findSession(token, { now: start + second * 1_000 });
  }
  assert.equal(await dump(), before);
  await findSession(token, { now: start + 5 * MINUTE });
  assert.notEqual(await dump(), before);
});

onNewServer(
  "a signed-out session is closed at once, its streams too, and stays closed",
  async () => {
    const { token, session } = await join("maya");
    const ended: string[] = [];
    const original = hub.emit;
    hub.emit = (happening) => {
      if (happening.event.type === "session-ended") {
        ended.push(happening.event.audience.session);
      }
      original.call(hub, happening);
    };
    try {
      assert.ok(await findSession(token));
      await signOut(session);
      assert.equal(await findSession(token), null);
      await signOut(session);
    } finally {
      hub.emit = original;
    }
    assert.deepEqual(ended, [session.id]);
  },
);

onNewServer("one ends one's own sessions and nobody else's", async () => {
  const maya = await join("maya");
  const joe = await join("joe");
  const other = await comeIn({ username: "maya", password }, visit);
  await assert.rejects(endSession(joe.user, other.session.id), NotFound);
  assert.ok(await findSession(other.token));
  assert.equal((await listSessions(maya.user)).length, 2);
  assert.ok(!JSON.stringify(await listSessions(maya.user)).includes("token"));
  await endSession(maya.user, other.session.id);
  assert.equal(await findSession(other.token), null);
  await signIn({ username: "maya", password }, visit);
  await signIn({ username: "maya", password }, visit);
  assert.equal(await endOtherSessions(maya.user, maya.session), 2);
  assert.deepEqual((await listSessions(maya.user)).map(({ id }) => id), [
    maya.session.id,
  ]);
  assert.ok(await findSession(joe.token));
});

onNewServer("the oldest of more than twenty sessions makes room", async () => {
  const start = Date.now();
  const first = await join("maya", { now: start });
  for (let i = 1; i < 20; i++) {
    await signIn({ username: "maya", password }, { ...visit, now: start + i });
  }
  assert.ok(await findSession(first.token));
  await signIn({ username: "maya", password }, { ...visit, now: start + 20 });
  assert.equal(await findSession(first.token), null);
  assert.equal((await listSessions(first.user)).length, 20);
});

onNewServer(
  "changePassword() ends all other sessions and goes on under a new token",
  async () => {
    const maya = await join("maya");
    const other = await comeIn({ username: "maya", password }, visit);
    const next = "four loud herons";
    await assert.rejects(
      changePassword(maya.user, maya.session, {
        current: "not it at all",
        next,
      }),
      (error) => error instanceof Invalid && "password" in error.fields,
    );
    await assert.rejects(
      changePassword(maya.user, maya.session, { current: password, next: "x" }),
      (error) => error instanceof Invalid && "new_password" in error.fields,
    );
    assert.ok(await findSession(other.token));
    const token = await changePassword(maya.user, maya.session, {
      current: password,
      next,
    });
    assert.equal(await findSession(other.token), null);
    assert.equal(await findSession(maya.token), null);
    assert.equal((await findSession(token))?.session.id, maya.session.id);
    await assert.rejects(
      signIn({ username: "maya", password }, visit),
      Invalid,
    );
    await signIn({ username: "maya", password: next }, visit);
  },
);
