import assert from "node:assert/strict";
import { createInvite, listInvites } from "@/lib/accounts/invite.ts";
import { findByUsername, isNew, listProfiles } from "@/lib/accounts/find.ts";
import { findSession } from "@/lib/accounts/session.ts";
import { signUp } from "@/lib/accounts/sign_up.ts";
import { Forbidden, Invalid } from "@/lib/errors.ts";
import { join, onNewServer, password, visit, work } from "./_people.ts";

const sixteen = Array.from({ length: 16 }, (_, i) => i);

function numberOf(results: PromiseSettledResult<unknown>[]): number {
  return results.filter((one) => one.status === "fulfilled").length;
}

onNewServer(
  "signUp() makes the first account the administrator and signs it in",
  async () => {
    assert.equal(await isNew(), true);
    const { user, token } = await signUp(
      { username: "Maya", name: " Maya  Lind ", password },
      { registration: "closed", invite: "" },
      visit,
    );
    assert.equal(user.role, "administrator");
    assert.equal(user.username, "maya");
    assert.equal(user.name, "Maya Lind");
    assert.equal(await isNew(), false);
    assert.equal((await findSession(token))?.user.id, user.id);
    assert.equal((await findByUsername("MAYA"))?.id, user.id);
  },
);

onNewServer(
  "of sixteen simultaneous first sign-ups exactly one is the administrator",
  async () => {
    const all = await Promise.all(sixteen.map((i) => join(`person${i}`)));
    const roles = all.map(({ user }) => user.role);
    assert.equal(roles.filter((role) => role === "administrator").length, 1);
    assert.equal(new Set(all.map(({ user }) => user.id)).size, 16);
  },
);

onNewServer(
  "of sixteen simultaneous first sign-ups on an invite-only server one gets in",
  async () => {
    const results = await Promise.allSettled(sixteen.map((i) =>
      signUp(
        { username: `person${i}`, name: "Person", password },
        { registration: "invite", invite: "" },
        visit,
      )
    ));
    assert.equal(numberOf(results), 1);
  },
);

onNewServer(
  "of sixteen sign-ups under one username exactly one succeeds",
  async () => {
    await join("maya");
    const spellings = ["jonas", "Jonas", "JONAS", "jоnas"]; // the last о is Cyrillic
    const results = await Promise.allSettled(
      sixteen.map((i) => join(spellings[i % 4]!)),
    );
    assert.equal(numberOf(results), 1);
    for (const one of results) {
      if (one.status === "rejected") {
        assert.ok(one.reason instanceof Invalid);
        assert.equal(
          one.reason.fields.username?.key,
          "entrance.problem.username_taken",
        );
      }
    }
  },
);

onNewServer(
  "of sixteen sign-ups on an invite's last use exactly one succeeds",
  async () => {
    const { user } = await join("maya");
    const { code } = await createInvite(user, { days: 7, cap: 1 });
    const results = await Promise.allSettled(sixteen.map((i) =>
      signUp(
        { username: `guest${i}`, name: "Guest", password },
        { registration: "invite", invite: code },
        visit,
      )
    ));
    assert.equal(numberOf(results), 1);
    assert.equal((await listInvites(user))[0]?.used, 1);
    assert.equal((await listProfiles(user, "guest")).length, 1);
  },
);

onNewServer(
  "signUp() refuses whoever has no invite, before it hashes anything",
  async () => {
    const { user } = await join("maya");
    const before = work.hashes;
    const knocks = [
      { registration: "invite", invite: "" },
      { registration: "invite", invite: "a".repeat(26) },
      { registration: "closed", invite: "" },
    ] as const;
    for (const knock of knocks) {
      await assert.rejects(
        signUp({ username: "joe", name: "Joe", password }, knock, visit),
        Forbidden,
      );
    }
    const { code } = await createInvite(user, { days: 1, cap: 5 });
    const tomorrow = Date.now() + 86_400_001;
    await assert.rejects(
      signUp(
        { username: "joe", name: "Joe", password },
        { registration: "invite", invite: code, now: tomorrow },
        visit,
      ),
      Forbidden,
    );
    assert.equal(work.hashes, before);
    await signUp(
      { username: "joe", name: "Joe", password },
      { registration: "invite", invite: code.toUpperCase() },
      visit,
    );
    assert.equal(work.hashes, before + 1);
  },
);

onNewServer("signUp() says what is wrong with each field", async () => {
  await join("maya");
  const wrong = async (
    form: Partial<Record<"username" | "name" | "password", string>>,
  ) => {
    try {
      await signUp(
        { username: "joe", name: "Joe", password, ...form },
        { registration: "open", invite: "" },
        visit,
      );
    } catch (error) {
      assert.ok(error instanceof Invalid);
      return Object.fromEntries(
        Object.entries(error.fields).map(([field, { key }]) => [
          field,
          key.replace("entrance.problem.", ""),
        ]),
      );
    }
    return {};
  };
  assert.deepEqual(await wrong({ username: "", name: "", password: "" }), {
    username: "username_missing",
    name: "name_missing",
    password: "password_missing",
  });
  assert.deepEqual(await wrong({ username: "Admin" }), {
    username: "username_reserved",
  });
  assert.deepEqual(await wrong({ password: "short" }), {
    password: "password_short",
  });
  assert.deepEqual(await wrong({ password: "x".repeat(257) }), {
    password: "password_long",
  });
  assert.deepEqual(await wrong({ password: "Password123" }), {
    password: "password_common",
  });
  assert.deepEqual(
    await wrong({ username: "josephine.b", password: "JOSEPHINE.B" }),
    { password: "password_personal" },
  );
  assert.equal(await findByUsername("joe"), null);
});

onNewServer("the founder may be called admin", async () => {
  assert.equal((await join("admin")).user.role, "administrator");
});
