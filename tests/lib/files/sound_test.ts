import { parseSound } from "@/lib/files/sound.ts";
import { elementsOf, numberIn } from "@/lib/files/_ebml.ts";
import assert from "node:assert/strict";
import { recordedMp4, recordedWebm, wav } from "./_sounds.ts";

const OPEN_ENDED = [0x1a45dfa3, 0x18538067];

Deno.test("B18 what a browser recorded without a length gets one, and cues to seek by", () => {
  const recorded = recordedWebm({ seconds: 42 });
  const sound = parseSound(recorded)!;
  assert.equal(sound.type, "audio/webm");
  assert.equal(sound.ms, 42_000);
  const { bytes } = sound;
  const [, segment] = elementsOf(bytes, 0, bytes.length);
  const parts = [...elementsOf(bytes, segment!.data, segment!.end)];
  const ids = parts.map(({ id }) => id.toString(16));
  assert.deepEqual(ids.slice(0, 4), [
    "114d9b74",
    "1549a966",
    "1654ae6b",
    "1c53bb6b",
  ]);
  assert.ok(ids.slice(4).every((id) => id === "1f43b675"));
  assert.ok(ids.length > 20, "a place to jump to every two seconds");
  // Every cue leads to a cluster that begins at its time.
  const cues = parts[3]!;
  let count = 0;
  for (const cue of elementsOf(bytes, cues.data, cues.end)) {
    const [time, place] = elementsOf(bytes, cue.data, cue.end);
    const [, at] = elementsOf(bytes, place!.data, place!.end);
    const start = segment!.data + numberIn(bytes, at!);
    const cluster = parts.find((one) => one.start === start)!;
    const [begins] = elementsOf(bytes, cluster.data, cluster.end);
    assert.equal(numberIn(bytes, begins!), numberIn(bytes, time!));
    count++;
  }
  assert.equal(count, ids.length - 4);
});

Deno.test("written anew twice, it stays as it is", () => {
  const once = parseSound(recordedWebm({ seconds: 5 }))!;
  const twice = parseSound(once.bytes)!;
  assert.deepEqual(twice.bytes, once.bytes);
  assert.equal(twice.ms, once.ms);
});

Deno.test("tags do not travel along, and a recording that was cut short plays as far as it goes", () => {
  const recorded = recordedWebm({ seconds: 4, tag: "home address" });
  const has = (bytes: Uint8Array) =>
    new TextDecoder().decode(bytes).includes("home address");
  assert.ok(has(recorded));
  assert.ok(!has(parseSound(recorded)!.bytes));
  const cut = parseSound(recorded.slice(0, recorded.length / 2))!;
  assert.ok(cut.ms! > 500 && cut.ms! < 4_000, `${cut.ms} ms`);
});

Deno.test("the length of WAV and MP4 is what they say; a live MP4 says nothing", () => {
  assert.equal(parseSound(wav(1_500))!.ms, 1_500);
  assert.deepEqual(
    [parseSound(recordedMp4(2_500))!.type, parseSound(recordedMp4(2_500))!.ms],
    ["audio/mp4", 2_500],
  );
  assert.equal(parseSound(recordedMp4(0))!.ms, null);
});

Deno.test("what is no sound, or has pictures, is not taken, whatever it is called", () => {
  const text = new TextEncoder();
  const wrong = [
    new Uint8Array(),
    text.encode("<script>alert(1)</script>       "),
    text.encode("ID3 but no frames at all, only words"),
    text.encode("RIFF....WAVE without sound"),
    text.encode("OggS".padEnd(64, " theora")),
    text.encode("....ftypM4A and nothing more than this"),
    recordedMp4(1_000, "vide"),
    recordedWebm({ seconds: 1, type: 1 }),
    Uint8Array.from([
      ...OPEN_ENDED.flatMap((id) => [
        id >>> 24,
        id >> 16 & 255,
        id >> 8 & 255,
        id & 255,
      ]),
      0x80,
      0xff,
    ]),
  ];
  for (const bytes of wrong) assert.equal(parseSound(bytes), null);
});

Deno.test("no cut and no flipped byte of a recording makes the parser fall over", () => {
  const recorded = recordedWebm({ seconds: 1 });
  for (let end = 0; end < recorded.length; end += 7) {
    parseSound(recorded.slice(0, end));
  }
  for (let at = 0; at < recorded.length; at++) {
    for (const flip of [0xff, 0x80, 1]) {
      const damaged = recorded.slice();
      damaged[at]! ^= flip;
      parseSound(damaged);
    }
  }
  for (const good of [wav(200), recordedMp4(1_000)]) {
    for (let at = 0; at < Math.min(good.length, 400); at++) {
      const damaged = good.slice();
      damaged[at]! ^= 0xff;
      parseSound(damaged);
      parseSound(good.slice(0, at));
    }
  }
});
