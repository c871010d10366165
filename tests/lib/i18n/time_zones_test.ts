import assert from "node:assert/strict";
import {
  listTimeZones,
  parseTimeZone,
  todaysName,
} from "@/lib/i18n/time_zones.ts";

const platform = Intl.supportedValuesOf("timeZone");

Deno.test("listTimeZones() has today's names, each once, and loses no zone of the platform", () => {
  const zones = listTimeZones();
  assert.equal(new Set(zones).size, zones.length);
  assert.deepEqual(zones, zones.toSorted());
  assert.ok(zones.includes("Asia/Kathmandu") && zones.includes("UTC"));
  assert.ok(!zones.includes("Asia/Katmandu"));
  for (const zone of platform) assert.ok(zones.includes(todaysName(zone)));
});

Deno.test("todaysName() names the same clock, whatever the season", () => {
  for (const zone of platform.filter((one) => todaysName(one) !== one)) {
    for (const month of [0, 6]) {
      const clock = (timeZone: string) =>
        new Intl.DateTimeFormat("en", {
          timeZone,
          dateStyle: "short",
          timeStyle: "long",
        }).format(Date.UTC(2026, month, 1));
      assert.equal(clock(todaysName(zone)), clock(zone), zone);
    }
  }
});

Deno.test("parseTimeZone() takes old names and today's, and nothing else", () => {
  assert.equal(parseTimeZone("Asia/Katmandu"), "Asia/Kathmandu");
  assert.equal(parseTimeZone("Asia/Kathmandu"), "Asia/Kathmandu");
  for (const text of ["", "Mars/North", "toString", "asia/kathmandu"]) {
    assert.equal(parseTimeZone(text), null);
  }
});
