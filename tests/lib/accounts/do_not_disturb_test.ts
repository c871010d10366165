import assert from "node:assert/strict";
import { changeQuiet, findQuietUntil } from "@/lib/accounts/do_not_disturb.ts";
import { changeLanguage } from "@/lib/accounts/change_language.ts";
import { type Quiet, quietUntil } from "@/lib/accounts/presence_model.ts";
import { Invalid } from "@/lib/errors.ts";
import { join, onNewServer } from "./_people.ts";

const HOUR = 60 * 60_000;
const NOON = Date.UTC(2026, 5, 1, 12);
const at = { timeZone: "UTC", now: NOON };
const never = { daily: false, from: "", to: "" };

onNewServer(
  "A11 do-not-disturb for an hour holds for an hour and lifts by itself",
  async () => {
    const { user } = await join("maya");
    assert.equal(await findQuietUntil(user, NOON), null);
    await changeQuiet(user, { span: "60", ...never }, at);
    assert.equal(await findQuietUntil(user, NOON), NOON + HOUR);
    assert.equal(await findQuietUntil(user, NOON + HOUR - 1), NOON + HOUR);
    assert.equal(await findQuietUntil(user, NOON + HOUR), null, "by itself");
  },
);

onNewServer("it can be kept, ended, or set without end", async () => {
  const { user } = await join("maya");
  await changeQuiet(user, { span: "60", ...never }, at);
  const kept = { span: "keep", daily: true, from: "22:00", to: "07:00" };
  await changeQuiet(user, kept, { ...at, now: NOON + 1 });
  assert.equal(await findQuietUntil(user, NOON + 2), NOON + HOUR);
  await changeQuiet(user, { span: "none", ...never }, at);
  assert.ok(await findQuietUntil(user, NOON + 10_000 * HOUR));
  await changeQuiet(user, { span: "off", ...never }, at);
  assert.equal(await findQuietUntil(user, NOON + 1), null);
});

onNewServer("every night means the person's own night", async () => {
  const { user } = await join("maya");
  const nights = { span: "off", daily: true, from: "22:00", to: "07:00" };
  await changeQuiet(user, nights, at);
  assert.equal(await findQuietUntil(user, NOON), null);
  const eleven = NOON + 11 * HOUR;
  assert.equal(await findQuietUntil(user, eleven), NOON + 19 * HOUR);
  const form = { language: "", timeZone: "Asia/Tokyo" };
  const moved = await changeLanguage(user, form, ["en"]);
  // Nine in the evening there; at one o'clock UTC it is ten.
  assert.equal(await findQuietUntil(moved, NOON), null);
  assert.equal(await findQuietUntil(moved, NOON + HOUR), NOON + 10 * HOUR);
});

Deno.test("nights in which clocks change end at the hour the clock shows", () => {
  const quiet: Quiet = {
    until: null,
    daily: { from: 22 * 60, to: 7 * 60 },
    timeZone: "Europe/Berlin",
  };
  // Spring forward on 29 March 2026, back on 25 October.
  for (
    const [evening, morning] of [
      [Date.UTC(2026, 2, 28, 22), Date.UTC(2026, 2, 29, 5)],
      [Date.UTC(2026, 9, 24, 21), Date.UTC(2026, 9, 25, 6)],
      [Date.UTC(2026, 5, 1, 21), Date.UTC(2026, 5, 2, 5)],
    ] as const
  ) assert.equal(quietUntil(quiet, evening), morning);
});

Deno.test("a day's quiet ends the same day, and both wishes together end with the later", () => {
  const daily = { from: 9 * 60, to: 17 * 60 };
  const quiet: Quiet = { until: null, daily, timeZone: "UTC" };
  assert.equal(quietUntil(quiet, NOON), NOON + 5 * HOUR);
  assert.equal(quietUntil(quiet, NOON + 5 * HOUR), null);
  const both = { ...quiet, until: NOON + 8 * HOUR };
  assert.equal(quietUntil(both, NOON), NOON + 8 * HOUR);
  assert.equal(
    quietUntil({ ...both, until: NOON + HOUR }, NOON),
    NOON + 5 * HOUR,
  );
});

onNewServer("times that are none are refused at their field", async () => {
  const { user } = await join("maya");
  const fields = async (form: Partial<Parameters<typeof changeQuiet>[1]>) => {
    try {
      await changeQuiet(user, { span: "off", ...never, ...form }, at);
      return [];
    } catch (error) {
      assert.ok(error instanceof Invalid);
      return Object.keys(error.fields);
    }
  };
  assert.deepEqual(await fields({ span: "a week" }), ["quiet_for"]);
  assert.deepEqual(
    await fields({ daily: true, from: "25:00", to: "" }),
    ["quiet_from", "quiet_to"],
  );
  assert.deepEqual(
    await fields({ daily: true, from: "07:00", to: "07:00" }),
    ["quiet_to"],
  );
  assert.deepEqual(
    await fields({ daily: true, from: "7:00", to: "23:59:59" }),
    [],
  );
});
