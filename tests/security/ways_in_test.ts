/** Attacks and accidents at the last way into an account. */
import assert from "node:assert/strict";
import { addPasskey, beginPasskey } from "@/lib/accounts/add_passkey.ts";
import { resetPassword } from "@/lib/accounts/_reset_password.ts";
import {
  askPasskey,
  checkPasskey,
  signInByPasskey,
} from "@/lib/accounts/passkey_proof.ts";
import { listPasskeys, removePasskey } from "@/lib/accounts/passkeys.ts";
import { recoverByCode } from "@/lib/accounts/recover.ts";
import { recoverByPasskey } from "@/lib/accounts/recover_by_passkey.ts";
import { removePassword } from "@/lib/accounts/remove_password.ts";
import { findSession, type SignedIn } from "@/lib/accounts/session.ts";
import {
  beginPasskeySignUp,
  signUpByPasskey,
} from "@/lib/accounts/sign_up_by_passkey.ts";
import { changeServerSettings } from "@/lib/accounts/server_settings.ts";
import { findWaysIn, keepAWayIn } from "@/lib/accounts/ways_in.ts";
import { Conflict, Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { join, onNewServer, visit } from "../lib/accounts/_people.ts";
import { type Asked, SoftPasskey } from "../lib/accounts/_soft_passkey.ts";

const party = { id: "localhost", origin: "http://localhost:8000" };
const knock = { registration: "open", invite: "" } as const;

async function withPasskey({ user, session }: SignedIn) {
  const device = new SoftPasskey(party.origin);
  const asked = await beginPasskey(party, user, session) as Asked;
  const made = { credential: device.create(asked), name: "Key" };
  const { codes } = await addPasskey(party, user, session, made);
  return { device, codes: codes ?? [] };
}

async function withoutPassword(username: string) {
  const device = new SoftPasskey(party.origin);
  const names = { username, name: username };
  const who = `browser of ${username}`;
  const asked = await beginPasskeySignUp(party, who, names, knock);
  const credential = device.create(asked as Asked);
  const form = { ...names, credential };
  const made = await signUpByPasskey(party, who, form, knock, visit);
  return { device, ...made };
}

async function allow(): Promise<void> {
  const { user } = await join("root");
  const rules = { registration: "", editWindow: "", passkeySignUp: true };
  await changeServerSettings(user, rules);
}

async function answer(device: SoftPasskey, purpose: "sign-in" | "recover") {
  const flow = { purpose, who: crypto.randomUUID() };
  const asked = await askPasskey(party, flow, null) as Asked;
  return await checkPasskey(party, flow, device.get(asked), null);
}

onNewServer(
  "H9 of password and last passkey removed at once, one stays",
  async () => {
    for (let i = 0; i < 20; i++) {
      const maya = await join(`maya${i}`);
      const { user, session } = maya;
      await withPasskey(maya);
      const [key] = await listPasskeys(user);
      const done = await Promise.allSettled([
        removePassword(user, session),
        removePasskey(user, session, key!.id),
      ]);
      const ways = await findWaysIn(user.id);
      assert.equal(Number(ways.password) + ways.passkeys, 1);
      const refused = done.filter(({ status }) => status === "rejected");
      assert.equal(refused.length, 1);
      assert.ok(
        (refused[0] as PromiseRejectedResult).reason instanceof Conflict,
      );
    }
  },
);

onNewServer(
  "H9 of two passkeys of an account without a password removed at once, one stays",
  async () => {
    await allow();
    const { signedIn } = await withoutPassword("maya");
    const { user, session } = signedIn;
    await withPasskey(signedIn);
    const keys = await listPasskeys(user);
    assert.equal(keys.length, 2);
    const done = await Promise.allSettled(
      keys.map(({ id }) => removePasskey(user, session, id)),
    );
    assert.equal(done.filter((one) => one.status === "fulfilled").length, 1);
    assert.equal((await findWaysIn(user.id)).passkeys, 1);
    await assert.rejects(
      change((c) => keepAWayIn(c, "nobody of that name")),
      Conflict,
    );
  },
);

onNewServer(
  "H9 a password is not removed without recovery codes, however many passkeys there are",
  async () => {
    const maya = await join("maya");
    const { codes } = await withPasskey(maya);
    for (const [i, code] of codes.entries()) {
      const next = `four loud herons at dusk ${i}`;
      await recoverByCode({ username: "maya", code, next }, visit, true);
    }
    const { user, session } = maya;
    await assert.rejects(removePassword(user, session), Conflict);
    assert.equal((await findWaysIn(user.id)).password, true);
  },
);

onNewServer(
  "of eight who sign up as one username with a passkey at once, one does",
  async () => {
    await allow();
    const names = { username: "maya", name: "Maya" };
    const all = await Promise.all(
      Array.from({ length: 8 }, async (_, i) => {
        const device = new SoftPasskey(party.origin);
        const who = `browser ${i}`;
        const asked = await beginPasskeySignUp(party, who, names, knock);
        return { who, credential: device.create(asked as Asked) };
      }),
    );
    const done = await Promise.allSettled(
      all.map(({ who, credential }) =>
        signUpByPasskey(party, who, { ...names, credential }, knock, visit)
      ),
    );
    assert.equal(done.filter((one) => one.status === "fulfilled").length, 1);
    for (const one of done) {
      if (one.status === "rejected") assert.ok(one.reason instanceof Invalid);
    }
  },
);

onNewServer(
  "A8 a session that a passkey starts meanwhile ends with the reset, without a password too",
  async () => {
    await allow();
    const { device, signedIn } = await withoutPassword("maya");
    const { id } = signedIn.user;
    const proof = await answer(device, "sign-in");
    let thief: SignedIn | null = null;
    let runs = 0;
    await change(async (c) => {
      runs++;
      await resetPassword(c, id, "a hash", visit);
      // Between what the reset has read and its commit.
      thief ??= await signInByPasskey(proof, visit);
    });
    assert.equal(runs, 2, "the reset has noticed");
    assert.ok(thief);
    assert.equal(await findSession((thief as SignedIn).token), null);
    assert.equal(await findSession(signedIn.token), null);
  },
);

onNewServer(
  "A8 of eight resets with one passkey's answer at once, one is done",
  async () => {
    const maya = await join("maya");
    const { device } = await withPasskey(maya);
    const proof = await answer(device, "recover");
    const done = await Promise.allSettled(
      Array.from(
        { length: 8 },
        (_, i) =>
          recoverByPasskey(proof, `nine grey otters at dawn ${i}`, visit),
      ),
    );
    assert.equal(done.filter((one) => one.status === "fulfilled").length, 1);
    assert.equal(await findSession(maya.token), null);
  },
);
