import assert from "node:assert/strict";
import { addPasskey, beginPasskey } from "@/lib/accounts/add_passkey.ts";
import {
  askPasskey,
  checkPasskey,
  type PasskeyFlow,
  signInByPasskey,
} from "@/lib/accounts/passkey_proof.ts";
import {
  listPasskeys,
  removePasskey,
  renamePasskey,
} from "@/lib/accounts/passkeys.ts";
import { findSecondFactor } from "@/lib/accounts/second_factor.ts";
import { PASSKEYS } from "@/lib/accounts/second_factor_model.ts";
import type { SignedIn } from "@/lib/accounts/session.ts";
import { Conflict, Forbidden, Invalid, NotFound } from "@/lib/errors.ts";
import { join, onNewServer, visit } from "./_people.ts";
import { type Asked, type Lie, SoftPasskey } from "./_soft_passkey.ts";

const party = { id: "chat.example.org", origin: "https://chat.example.org" };
const flow: PasskeyFlow = { purpose: "sign-in", who: "a browser" };

async function add(
  { user, session }: SignedIn,
  device: SoftPasskey,
  lie: Lie = {},
  name = "Blue key",
) {
  const asked = await beginPasskey(party, user, session) as Asked;
  const credential = device.create(asked, lie);
  return await addPasskey(party, user, session, { credential, name });
}

async function maya(): Promise<{ who: SignedIn; device: SoftPasskey }> {
  const who = await join("maya");
  const device = new SoftPasskey(party.origin);
  await add(who, device);
  return { who, device };
}

const ask = async (now?: number) =>
  await askPasskey(party, flow, null, now) as Asked;
const enter = async (answer: string, from = flow, now?: number) =>
  await signInByPasskey(
    await checkPasskey(party, from, answer, null, now),
    visit,
  );
const refused = (key: string) => (error: unknown) =>
  error instanceof Invalid && error.fields.credential?.key === key;
const wrong = refused("entrance.passkey.wrong");
const over = refused("entrance.passkey.over");

onNewServer("a passkey signs in alone, and says when it did", async () => {
  const { who, device } = await maya();
  const asked = await ask();
  assert.equal(asked.rpId, party.id);
  assert.equal("allowCredentials" in JSON.parse(JSON.stringify(asked)), false);
  const { user, token } = await enter(device.get(asked));
  assert.equal(user.id, who.user.id);
  assert.match(token, /^[a-z2-7]{32}$/);
  const [one] = await listPasskeys(who.user);
  assert.equal(one?.name, "Blue key");
  assert.equal(one?.backedUp, true);
  assert.ok(one!.used! >= one!.created);
});

onNewServer("an answer is good once, and only to its question", async () => {
  const { device } = await maya();
  const answer = device.get(await ask());
  await enter(answer);
  await assert.rejects(enter(answer), over, "again");
  const early = device.get(await ask());
  await ask();
  await assert.rejects(enter(early), wrong, "to the question before");
  const spent = await ask();
  await assert.rejects(enter("{}"), wrong);
  await assert.rejects(enter(device.get(spent)), over, "a second guess");
});

onNewServer("of fifty answers at once one is looked at", async () => {
  const { device } = await maya();
  const answer = device.get(await ask());
  const tries = await Promise.allSettled(
    Array.from({ length: 50 }, () => enter(answer)),
  );
  assert.equal(tries.filter((one) => one.status === "fulfilled").length, 1);
});

onNewServer(
  "a question is over after five minutes, and asked of one browser for one purpose",
  async () => {
    const { device } = await maya();
    const now = Date.now();
    const late = device.get(await ask(now));
    await assert.rejects(enter(late, flow, now + PASSKEYS.within), over);
    const stolen = device.get(await ask());
    for (
      const other of [
        { purpose: "sign-in", who: "another" },
        { purpose: "second-step", who: "a browser" },
        { purpose: "confirm", who: "a browser" },
      ] as const
    ) await assert.rejects(enter(stolen, other), over);
  },
);

const LIES: [string, Lie][] = [
  ["another origin", { origin: "https://chat.example.org.evil.example" }],
  ["plain http", { origin: "http://chat.example.org" }],
  ["another site's key", { rpId: "example.org" }],
  ["a question of its own", { challenge: "AAAA" }],
  ["a person that was not checked", { unverified: true }],
  ["a forged signature", { forged: true }],
  ["nobody's name", { userHandle: "" }],
  ["another's name", { userHandle: "bm9ib2R5" }],
];
for (const [what, lie] of LIES) {
  onNewServer(`an answer with ${what} is refused`, async () => {
    const { device } = await maya();
    await assert.rejects(enter(device.get(await ask(), lie)), wrong);
  });
}

onNewServer(
  "a counter that does not go on is a copy, and refused",
  async () => {
    const { device } = await maya();
    await enter(device.get(await ask(), { counter: 7 }));
    for (const counter of [7, 6, 0]) {
      await assert.rejects(enter(device.get(await ask(), { counter })), wrong);
    }
    await enter(device.get(await ask(), { counter: 8 }));
  },
);

onNewServer(
  "a device that does not count signs in again and again",
  async () => {
    const who = await join("maya");
    const device = new SoftPasskey(party.origin, false);
    await add(who, device);
    for (let i = 0; i < 3; i++) await enter(device.get(await ask()));
  },
);

onNewServer(
  "whoever adds one gets recovery codes with the first, and no more with the second",
  async () => {
    const who = await join("maya");
    const first = await add(who, new SoftPasskey(party.origin));
    assert.equal(first.codes?.length, 10);
    const second = await add(who, new SoftPasskey(party.origin), {}, "Red key");
    assert.equal(second.codes, null);
    const { passkeys, codesLeft } = await findSecondFactor(who.user.id);
    assert.deepEqual([passkeys, codesLeft], [2, 10]);
    for (const { id } of await listPasskeys(who.user)) {
      await removePasskey(who.user, who.session, id);
    }
    assert.deepEqual(await findSecondFactor(who.user.id), {
      totp: null,
      passkeys: 0,
      codesLeft: 0,
    });
  },
);

onNewServer(
  "a new passkey from elsewhere, unchecked or made twice is refused",
  async () => {
    const who = await join("maya");
    const device = new SoftPasskey(party.origin);
    for (
      const lie of [
        { origin: "https://evil.example" },
        { rpId: "evil.example" },
        { challenge: "AAAA" },
        { unverified: true },
      ]
    ) {
      await assert.rejects(
        add(who, device, lie),
        refused("settings.passkeys.wrong"),
      );
    }
    await assert.rejects(add(who, device, {}, "\u202e"), Invalid);
    await add(who, device);
    await assert.rejects(add(who, device), Conflict);
  },
);

onNewServer(
  "only its owner renames and removes a passkey, and twenty are enough",
  async () => {
    const { who, device } = await maya();
    const other = await join("jonas");
    const [one] = await listPasskeys(who.user);
    await assert.rejects(renamePasskey(other.user, one!.id, "Mine"), NotFound);
    await assert.rejects(
      removePasskey(other.user, other.session, one!.id),
      NotFound,
    );
    await renamePasskey(who.user, one!.id, "  Green   key ");
    assert.equal((await listPasskeys(who.user))[0]?.name, "Green key");
    const later = Date.now() + 16 * 60_000;
    await assert.rejects(
      removePasskey(who.user, who.session, one!.id, later),
      Forbidden,
    );
    const answer = device.get(await ask());
    const proof = await checkPasskey(party, flow, answer, null);
    await removePasskey(who.user, who.session, one!.id);
    await assert.rejects(
      signInByPasskey(proof, visit),
      wrong,
      "removed between",
    );
    for (let i = 0; i < PASSKEYS.most; i++) {
      await add(who, new SoftPasskey(party.origin));
    }
    await assert.rejects(add(who, new SoftPasskey(party.origin)), Conflict);
  },
);
