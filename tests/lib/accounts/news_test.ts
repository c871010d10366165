import assert from "node:assert/strict";
import { usePasswords } from "@/lib/accounts/password.ts";
import { openStore, withStore } from "@/lib/kv/store.ts";
import { directOf, gatherCast } from "@/tests/support/people.ts";
import { quickHash } from "./_people.ts";
import type { Deeds } from "./news_worker.ts";

const SECOND = 1_000;

/** An instance in a thread of its own. */
class Instance {
  readonly #worker = new Worker(new URL("./news_worker.ts", import.meta.url), {
    type: "module",
  });
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #n = 0;

  constructor() {
    this.#worker.onmessage = ({ data: { n, result, error } }) => {
      const waiting = this.#waiting.get(n)!;
      this.#waiting.delete(n);
      if (error) waiting.reject(new Error(error));
      else waiting.resolve(result);
    };
  }

  ask<D extends keyof Deeds>(
    deed: D,
    ...args: Parameters<Deeds[D]>
  ): Promise<Awaited<ReturnType<Deeds[D]>>> {
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(++this.#n, waiting);
    this.#worker.postMessage({ n: this.#n, deed, args });
    return waiting.promise as Promise<Awaited<ReturnType<Deeds[D]>>>;
  }

  kill(): void {
    this.#worker.terminate();
  }
}

/** Two instances on one store: Maya is at the first, and Jonas, who looks at her, at the second. */
async function onTwo(
  test: (one: Instance, two: Instance, path: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/parley.db`;
  usePasswords({ secret: "a secret of tests", hasher: quickHash });
  const store = await openStore(path, "a secret of tests");
  await withStore(store, async () => {
    const { maya, jonas } = await gatherCast();
    await directOf(maya, jonas);
  });
  await store.idle();
  store.close();
  const [one, two] = [new Instance(), new Instance()];
  try {
    await one.ask("open", path);
    await two.ask("open", path);
    await two.ask("come", "jonas");
    await two.ask("look", "jonas", "maya");
    await test(one, two, path);
  } finally {
    one.kill();
    two.kill();
    await Deno.remove(folder, { recursive: true });
  }
}

/** Waits until it is so; how long it took. @throws when it takes longer */
async function within(
  ms: number,
  is: () => Promise<boolean>,
): Promise<number> {
  const began = performance.now();
  while (!await is()) {
    const took = performance.now() - began;
    assert.ok(took < ms, `not within ${ms} ms`);
    await new Promise((done) => setTimeout(done, 50));
  }
  return performance.now() - began;
}

Deno.test("A6 a changed name shows at another instance within 5 s", async () => {
  await onTwo(async (one, two) => {
    await one.ask("rename", "maya", "Maya Berg");
    await within(
      5 * SECOND,
      async () => (await two.ask("heard")).includes("Maya Berg"),
    );
    // Once each, and not once more where it was done.
    await one.ask("come", "amina");
    await one.ask("rename", "maya", "Maya Holm");
    await within(
      5 * SECOND,
      async () => (await two.ask("heard")).includes("Maya Holm"),
    );
    const count = (all: string[]) =>
      all.filter((name) => name === "Maya Holm").length;
    assert.equal(count(await two.ask("heard")), 1);
    assert.equal(count(await one.ask("heard")), 1);
  });
});

Deno.test("A7 a sign-in from a new device is told on the screens at other instances too, once each", async () => {
  await onTwo(async (one, two) => {
    // Jonas is at both; Amina is nobody to be told.
    await one.ask("come", "jonas");
    await one.ask("come", "amina");
    assert.deepEqual(await two.ask("heard"), []);
    const session = await one.ask("signIn", "jonas");
    await within(
      5 * SECOND,
      async () => (await two.ask("heard")).length > 0,
    );
    // Another piece of news, so that what was told twice would be here too.
    await one.ask("rename", "maya", "Maya Berg");
    await within(
      5 * SECOND,
      async () => (await two.ask("heard")).includes("Maya Berg"),
    );
    for (const instance of [one, two]) {
      const told = (await instance.ask("heard"))
        .filter((one) => one.startsWith("signed in"));
      assert.deepEqual(told, [`signed in: ${session}`]);
    }
  });
});

Deno.test("A11 who comes, wants quiet and goes is seen at another instance within 10 s each", async () => {
  await onTwo(async (one, two) => {
    assert.equal(await two.ask("dot", "maya"), "");
    await one.ask("come", "maya");
    await within(
      10 * SECOND,
      async () => (await two.ask("heard")).includes("online"),
    );
    assert.equal(await two.ask("dot", "maya"), "online");
    await one.ask("quiet", "maya");
    await within(
      10 * SECOND,
      async () => (await two.ask("heard")).includes("online, quiet"),
    );
    assert.equal(await two.ask("dot", "maya"), "quiet");
    // Gone only after the grace in which pages follow each other.
    await one.ask("leave", "maya");
    await within(
      20 * SECOND,
      async () => (await two.ask("heard")).at(-1) === "offline, quiet",
    );
    assert.equal(await two.ask("dot", "maya"), "");
  });
});

Deno.test("an instance that begins later knows who is here, and one that ends takes its people along", async () => {
  await onTwo(async (one, two, path) => {
    await one.ask("come", "maya");
    await within(
      10 * SECOND,
      async () => await two.ask("dot", "maya") === "online",
    );
    const three = new Instance();
    try {
      await three.ask("open", path);
      await within(
        5 * SECOND,
        async () => await three.ask("dot", "maya") === "online",
      );
    } finally {
      three.kill();
    }
    await one.ask("end");
    await within(5 * SECOND, async () => await two.ask("dot", "maya") === "");
    assert.equal((await two.ask("heard")).at(-1), "offline");
  });
});

Deno.test("typing writes nothing, and presence a bounded number of rows", async () => {
  await onTwo(async (one, two) => {
    await one.ask("come", "maya");
    await within(
      10 * SECOND,
      async () => await two.ask("dot", "maya") === "online",
    );
    await one.ask("forget");
    await one.ask("type", "maya");
    assert.deepEqual(await one.ask("written"), []);
    // Many comings and goings in a moment are one write at most in four seconds.
    for (let i = 0; i < 100; i++) {
      await one.ask("leave", "maya");
      await one.ask("come", "maya");
    }
    await new Promise((done) => setTimeout(done, 9 * SECOND));
    const written = await one.ask("written");
    assert.ok(written.length <= 6, written.join(" "));
  });
});
