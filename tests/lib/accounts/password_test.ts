import assert from "node:assert/strict";
import {
  type HashJob,
  hashPassword,
  isPassword,
  isWeak,
  stopHashing,
  usePasswords,
} from "@/lib/accounts/password.ts";
import { TooMany } from "@/lib/errors.ts";
import { quickHash, work } from "./_people.ts";

const small = { memory: 64, passes: 1, lanes: 1 };

Deno.test("a stored password is a salted Argon2id in PHC form with its parameters", async () => {
  usePasswords({ secret: "s", cost: small });
  try {
    const one = await hashPassword("three calm herons");
    const other = await hashPassword("three calm herons");
    const form =
      /^\$argon2id\$v=19\$m=64,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/;
    assert.match(one, form);
    assert.match(other, form);
    assert.notEqual(one, other);
    assert.equal(await isPassword("three calm herons", one), true);
    assert.equal(await isPassword("three calm heron", one), false);
    assert.equal(await isPassword("Three calm herons", one), false);
  } finally {
    stopHashing();
  }
});

Deno.test("without the server's secret key a stored hash opens to no password", async () => {
  usePasswords({ secret: "one", hasher: quickHash });
  const hash = await hashPassword("three calm herons");
  assert.equal(await isPassword("three calm herons", hash), true);
  usePasswords({ secret: "two", hasher: quickHash });
  assert.equal(await isPassword("three calm herons", hash), false);
});

Deno.test("the default cost is 46 MiB and one pass, and the password itself never reaches the hasher", async () => {
  const jobs: HashJob[] = [];
  usePasswords({
    secret: "s",
    hasher: (job) => {
      jobs.push(job);
      return quickHash(job);
    },
  });
  assert.match(await hashPassword("three calm herons"), /m=47104,t=1,p=1/);
  assert.equal(jobs.length, 1);
  assert.equal(jobs[0]!.salt.length, 16);
  assert.equal(jobs[0]!.length, 32);
  assert.notDeepEqual(
    [...jobs[0]!.secret],
    [...new TextEncoder().encode("three calm herons")],
  );
});

Deno.test("isPassword() does one hash whether or not there is an account", async () => {
  usePasswords({ secret: "s", hasher: quickHash });
  const hash = await hashPassword("three calm herons");
  for (const stored of [hash, null, "$argon2id$nonsense"]) {
    const before = work.hashes;
    assert.equal(await isPassword("wrong", stored), false);
    assert.equal(work.hashes, before + 1);
  }
});

Deno.test("isWeak() tells hashes made with less than today's cost", async () => {
  usePasswords({ secret: "s", hasher: quickHash, cost: small });
  const hash = await hashPassword("three calm herons");
  assert.equal(isWeak(hash), false);
  usePasswords({ secret: "s", hasher: quickHash });
  assert.equal(isWeak(hash), true);
});

Deno.test("a flood of passwords is refused, not queued without end, and the rest is answered", async () => {
  usePasswords({ secret: "s", cost: small });
  try {
    const results = await Promise.allSettled(
      Array.from({ length: 60 }, () => hashPassword("three calm herons")),
    );
    const refused = results.filter((one) => one.status === "rejected");
    assert.ok(refused.every((one) => one.reason instanceof TooMany));
    assert.equal(results.length - refused.length, 26);
    assert.match(await hashPassword("again"), /^\$argon2id/);
  } finally {
    stopHashing();
  }
});

Deno.test("the worker runs under the server's own permissions", async () => {
  const program = `
    import { hashPassword, isPassword, stopHashing, usePasswords } from "${
    import.meta.resolve("@/lib/accounts/password.ts")
  }";
    usePasswords({ secret: "s" });
    const hash = await hashPassword("three calm herons");
    console.log(hash, await isPassword("three calm herons", hash));
    stopHashing();
  `;
  const root = new URL("../../../", import.meta.url);
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    cwd: root,
    args: [
      "run",
      "--config=deno.json",
      "--no-prompt",
      "--cached-only",
      "--no-check",
      "--allow-read=./data,./static,./_fresh,./lib/accounts/_hash_worker.ts",
      "--deny-run",
      "--deny-ffi",
      "--deny-sys",
      "--deny-import",
      "--v8-flags=--disallow-code-generation-from-strings",
      `data:application/typescript,${encodeURIComponent(program)}`,
    ],
  }).output();
  const said = new TextDecoder().decode(stdout);
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  assert.match(said, /^\$argon2id\$v=19\$m=47104,t=1,p=1\$\S+ true\n$/);
});
