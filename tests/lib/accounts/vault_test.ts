import assert from "node:assert/strict";
import { usePasswords } from "@/lib/accounts/password.ts";
import { dropVault, openFor, sealFor } from "@/lib/accounts/vault.ts";
import { change } from "@/lib/kv/change.ts";
import { userKeys } from "@/lib/accounts/_keys.ts";
import { read } from "@/lib/kv/read.ts";
import { onNewServer, quickHash } from "./_people.ts";

const secret = new TextEncoder().encode("a seed that nobody may read");

const sealed = (user = "maya", purpose = "totp") =>
  change((c) => sealFor(c, user, purpose, secret));

onNewServer(
  "what is sealed opens again, and looks different every time",
  async () => {
    const first = await sealed();
    const second = await sealed();
    assert.equal(first[0], 1, "the format says its version");
    assert.notDeepEqual(first, second);
    for (const one of [first, second]) {
      assert.deepEqual(await openFor("maya", "totp", one), secret);
      assert.deepEqual(
        await change((c) => openFor("maya", "totp", one, c)),
        secret,
      );
    }
  },
);

onNewServer(
  "another user, another purpose or a changed bit opens nothing",
  async () => {
    const own = await sealed();
    await sealed("joe");
    assert.equal(await openFor("joe", "totp", own), null);
    assert.equal(await openFor("maya", "notes", own), null);
    for (let at = 0; at < own.length; at++) {
      const bent = own.slice();
      bent[at]! ^= 1;
      assert.equal(await openFor("maya", "totp", bent), null, `byte ${at}`);
    }
    for (const short of [0, 1, 13, 20]) {
      assert.equal(await openFor("maya", "totp", own.slice(0, short)), null);
    }
  },
);

onNewServer(
  "a user's key moved to another user's row opens nothing",
  async () => {
    const own = await sealed();
    const row = await read(userKeys, ["maya"]);
    assert.ok(row);
    await change((c) => c.put(userKeys, ["joe"], row));
    assert.equal(await openFor("joe", "totp", own), null);
  },
);

onNewServer("destroying the key makes all of it unreadable", async () => {
  const all = [await sealed(), await sealed("maya", "notes")];
  await change((c) => dropVault(c, "maya"));
  assert.equal(await openFor("maya", "totp", all[0]!), null);
  assert.equal(await openFor("maya", "notes", all[1]!), null);
  const fresh = await sealed();
  assert.equal(await openFor("maya", "totp", all[0]!), null);
  assert.deepEqual(await openFor("maya", "totp", fresh), secret);
});

onNewServer(
  "the store alone, under another secret key, opens nothing",
  async () => {
    const own = await sealed();
    usePasswords({ secret: "another secret", hasher: quickHash });
    assert.equal(await openFor("maya", "totp", own), null);
    await assert.rejects(sealed(), /SECRET_KEY/);
    usePasswords({ secret: "a secret of tests", hasher: quickHash });
    assert.deepEqual(await openFor("maya", "totp", own), secret);
  },
);

onNewServer("many first seals at once share one key", async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => sealed()));
  for (const one of all) {
    assert.deepEqual(await openFor("maya", "totp", one), secret);
  }
});
