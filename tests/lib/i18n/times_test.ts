import assert from "node:assert/strict";
import fc from "fast-check";
import { timesFor } from "@/lib/i18n/times.ts";

const at = Date.UTC(2026, 6, 15, 21, 30); // a Wednesday evening, in UTC
const hour = 3_600_000;
const day = 24 * hour;
/** The thin space some versions put before AM is no matter here. */
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, " ");

Deno.test("time() is the clock of the reader's zone", () => {
  assert.equal(plain(timesFor("en", "UTC").time(at)), "9:30 PM");
  assert.equal(plain(timesFor("en", "Asia/Tokyo").time(at)), "6:30 AM");
  assert.equal(plain(timesFor("en", "Asia/Kathmandu").time(at)), "3:15 AM");
});

Deno.test("day() speaks of days as people do, in the reader's zone", () => {
  const en = timesFor("en", "UTC");
  const says = (then: number, now = at) => en.day(then, now);
  assert.equal(says(at), "Today");
  assert.equal(says(at - 21 * hour), "Today");
  assert.equal(says(at - 22 * hour), "Yesterday");
  assert.equal(says(at - 2 * day), "Monday");
  assert.equal(says(at - 6 * day), "Thursday");
  assert.equal(says(at - 7 * day), "July 8");
  assert.equal(says(at - 365 * day), "July 15, 2025");
  assert.equal(says(at + day), "July 16");
  const ar = timesFor("ar", "UTC");
  assert.equal(ar.day(at, at), "اليوم");
  assert.equal(ar.day(at - day, at), "أمس");
  // One hour apart, yet two days in Tokyo and one in London.
  const midnight = Date.UTC(2026, 6, 15, 15, 0);
  assert.equal(
    timesFor("en", "Asia/Tokyo").day(midnight - hour, midnight),
    "Yesterday",
  );
  assert.equal(
    timesFor("en", "Europe/London").day(midnight - hour, midnight),
    "Today",
  );
});

Deno.test("brief() is the clock today and the day before that", () => {
  const en = timesFor("en", "UTC");
  assert.equal(plain(en.brief(at, at)), "9:30 PM");
  assert.equal(en.brief(at - day, at), "Yesterday");
});

Deno.test("relative(), number() and list() follow the language", () => {
  const en = timesFor("en", "UTC");
  assert.equal(en.relative(at - 5 * 60_000, at), "5 minutes ago");
  assert.equal(en.relative(at - day, at), "yesterday");
  assert.equal(en.relative(at - 1_000, at), "now");
  assert.equal(en.number(1_234), "1,234");
  assert.equal(en.list(["Ana", "Ben", "Cleo"]), "Ana, Ben, and Cleo");
  assert.equal(timesFor("ar", "UTC").list(["Ana", "Ben"]), "Ana وBen");
});

Deno.test("sameDay() agrees with the calendar of the zone, also when clocks change", () => {
  const zones = [
    "UTC",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
  ];
  for (const timeZone of zones) {
    const { sameDay } = timesFor("en", timeZone);
    const calendar = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      dateStyle: "short",
    });
    const instant = fc.integer({ min: 0, max: Date.UTC(2040, 0) });
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 2 * day }), (a, after) => {
        assert.equal(
          sameDay(a, a + after),
          calendar.format(a) === calendar.format(a + after),
        );
      }),
    );
  }
});
