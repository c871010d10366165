import assert from "node:assert/strict";
import { momentOf, wallClock } from "@/lib/i18n/wall_clock.ts";

const utc = (text: string) => Date.parse(`${text}Z`);

Deno.test("a clock on the wall means a moment, and back, in every kind of zone", () => {
  for (
    const [zone, wall, moment] of [
      ["UTC", "2026-11-24T17:30", "2026-11-24T17:30"],
      ["Europe/Berlin", "2026-11-24T17:30", "2026-11-24T16:30"],
      ["Europe/Berlin", "2026-07-24T17:30", "2026-07-24T15:30"],
      ["Asia/Kathmandu", "2026-11-24T00:05", "2026-11-23T18:20"],
      ["America/New_York", "2027-01-01T00:00", "2027-01-01T05:00"],
      ["Pacific/Apia", "2026-03-01T09:00", "2026-02-28T20:00"],
    ] as const
  ) {
    assert.equal(momentOf(wall, zone), utc(moment), zone);
    assert.equal(wallClock(utc(moment), zone), wall, zone);
  }
});

Deno.test("an hour that comes twice means its first, one that is left out is moved on", () => {
  // Berlin: 25 October 2026, 3:00 back to 2:00; 28 March 2027, 2:00 on to 3:00.
  assert.equal(
    momentOf("2026-10-25T02:30", "Europe/Berlin"),
    utc("2026-10-25T00:30"),
  );
  assert.equal(
    momentOf("2027-03-28T02:30", "Europe/Berlin"),
    utc("2027-03-28T01:30"),
  );
});

Deno.test("what is no time is none", () => {
  for (
    const text of ["", "tomorrow", "2026-02-31T10:00", "2026-11-24T24:01"]
      .concat([
        "2026-11-24",
        "26-11-24T10:00",
        "2026-11-24T10:00Z",
        "9".repeat(99),
      ])
  ) assert.equal(momentOf(text, "UTC"), null, text);
  assert.ok(momentOf(" 2026-11-24 10:00 ", "UTC"), "as somebody types it");
});
