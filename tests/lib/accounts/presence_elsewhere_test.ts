import assert from "node:assert/strict";
import { presences, rings } from "@/lib/accounts/_news_keys.ts";
import { startNews } from "@/lib/accounts/news.ts";
import { dotNow } from "@/lib/accounts/presence.ts";
import {
  clearElsewhere,
  findElsewhere,
  noteAlive,
  noteElsewhere,
} from "@/lib/accounts/presence_elsewhere.ts";
import { change } from "@/lib/kv/change.ts";
import { storeTest } from "@/tests/support/store.ts";

const MINUTE = 60_000;
const here = (state: "online" | "away" | "offline") => ({
  state,
  quietUntil: null,
});

Deno.test("somebody at two instances is found as the livelier one says", () => {
  clearElsewhere();
  noteElsewhere("maya", "one", here("away"));
  assert.equal(findElsewhere("maya")?.state, "away");
  noteElsewhere("maya", "two", here("online"));
  noteElsewhere("maya", "one", here("away"));
  assert.equal(findElsewhere("maya")?.state, "online");
  noteElsewhere("maya", "two", here("offline"));
  assert.equal(findElsewhere("maya")?.state, "away");
  noteElsewhere("maya", "one", here("offline"));
  assert.equal(findElsewhere("maya"), null);
});

Deno.test("an instance that falls silent takes its people along, however its clock goes", () => {
  clearElsewhere();
  const now = 1_000 * MINUTE;
  noteElsewhere("maya", "dead", here("online"));
  noteElsewhere("jonas", "slow", here("online"));
  // The second one's clock is five minutes behind.
  const alive = { dead: now, slow: now - 5 * MINUTE };
  assert.deepEqual(noteAlive(alive, now), []);
  const later = { dead: now, slow: now - 4 * MINUTE };
  assert.deepEqual(noteAlive(later, now + MINUTE), []);
  assert.deepEqual(noteAlive(later, now + 1.6 * MINUTE), ["maya"]);
  assert.equal(findElsewhere("maya"), null);
  assert.equal(findElsewhere("jonas")?.state, "online");
  assert.deepEqual(noteAlive({}, now + 2 * MINUTE), ["jonas"], "it said so");
});

storeTest(
  "whoever missed more news than are kept reads everybody's row",
  async () => {
    const told: string[] = [];
    const stop = startNews({
      profileChanged: () => {},
      presenceChanged: (users) => void told.push(...users),
      signedIn: () => {},
    }, { gather: { profile: 5, presence: 5, "sign-in": 5 } });
    try {
      await change((c) => {
        c.put(presences, ["maya", "other"], here("online"));
        c.put(presences, ["noor", "long gone"], here("online"));
        c.put(rings, ["presence"], {
          n: 1_000,
          pieces: [{ by: "other", user: "jonas", here: here("away") }],
          alive: { other: Date.now() },
        });
      });
      for (let i = 0; !dotNow("maya") || !dotNow("jonas"); i++) {
        assert.ok(i < 100, "not heard");
        await new Promise((done) => setTimeout(done, 20));
      }
      assert.equal(dotNow("maya"), "online");
      assert.equal(dotNow("jonas"), "away");
      assert.equal(dotNow("noor"), undefined);
    } finally {
      stop();
      await new Promise((done) => setTimeout(done, 20));
    }
  },
);
