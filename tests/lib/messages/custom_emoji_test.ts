/** Emoji of this server: who adds them, where they show, and what is left when one goes. */
import assert from "node:assert/strict";
import { Forbidden, Invalid, NotFound } from "@/lib/errors.ts";
import {
  addEmoji,
  dropEmoji,
  listAddresses,
  readEmoji,
} from "@/lib/messages/custom_emoji.ts";
import {
  CUSTOM_LIMITS,
  nameOfEmoji,
  withoutPictures,
  withPictures,
} from "@/lib/messages/custom_emoji_model.ts";
import { findMessage } from "@/lib/messages/find.ts";
import { renderMarkdown } from "@/lib/messages/markdown.ts";
import { react } from "@/lib/messages/react.ts";
import { bytes, png, segment } from "@/tests/lib/accounts/_pictures.ts";
import { directOf, gatherCast } from "@/tests/support/people.ts";
import {
  familiesHolding,
  openedRows,
  storeTest,
} from "@/tests/support/store.ts";
import { say } from "./_talk.ts";

async function wrongAt(what: Promise<unknown>): Promise<string[]> {
  try {
    await what;
    return [];
  } catch (error) {
    assert.ok(error instanceof Invalid, String(error));
    return Object.keys(error.fields);
  }
}

storeTest(
  "B11 an administrator adds an emoji of the server; everybody reacts with it and writes it, and its name is what is read",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const { seq } = await say(jonas, id, "Look :party: and `:party:`");
    assert.ok(!(await findMessage(maya, id, seq)).html.includes("<img"));
    await assert.rejects(
      addEmoji(jonas, { name: "party", file: png() }),
      Forbidden,
    );
    assert.deepEqual(
      await wrongAt(react(jonas, id, seq, ":party:", true)),
      ["emoji"],
    );
    await addEmoji(maya, { name: ":Party:", file: png() });
    const address = (await listAddresses())[":party:"]!;
    const { html } = await findMessage(maya, id, seq);
    assert.equal(html.match(/<img/g)?.length, 1, "none in code");
    assert.ok(html.includes(`alt=":party:" title=":party:" src="${address}"`));
    const { message } = await react(jonas, id, seq, ":party:", true);
    assert.deepEqual(
      message.reactions?.map(({ emoji, picture }) => [
        emoji,
        picture,
      ]),
      [[":party:", address]],
    );
    const version = address.split("v=")[1]!;
    const found = await readEmoji("party", version);
    assert.deepEqual([found.type, found.bytes], ["image/png", png()]);
    await assert.rejects(readEmoji("party", null), NotFound);
    await assert.rejects(readEmoji("party", `${version}x`), NotFound);
    assert.deepEqual(await familiesHolding(store, "party"), [
      "custom_emoji",
      "message",
      "reaction",
      "tally",
      "tip",
    ]);

    await assert.rejects(dropEmoji(jonas, "party"), Forbidden);
    await dropEmoji(maya, "party");
    await dropEmoji(maya, "party");
    const after = await findMessage(maya, id, seq);
    assert.ok(!after.html.includes("<img"));
    assert.ok(after.html.includes(":party:"));
    assert.equal(after.reactions?.[0]?.picture, undefined);
    await assert.rejects(readEmoji("party", version), NotFound);
    const rest = (await openedRows(store)).filter(({ family }) =>
      family.startsWith("custom_emoji")
    );
    assert.deepEqual(rest, []);
    const back = await react(jonas, id, seq, ":party:", false);
    assert.equal(back.message.reactions, undefined, "it can be taken back");
  },
);

storeTest(
  "B11 what is no small picture with a plain name is refused at its field, and so is one too many",
  async () => {
    const { maya } = await gatherCast();
    for (
      const name of ["", "x", "a b", "né", "<b>", "a".repeat(33), "_a", "::"]
    ) {
      assert.deepEqual(
        await wrongAt(addEmoji(maya, { name, file: png() })),
        ["name"],
        name,
      );
    }
    const text = new TextEncoder();
    for (
      const file of [
        null,
        text.encode("<svg xmlns='http://www.w3.org/2000/svg'/>"),
        text.encode("GIF89a, not"),
        png({ width: 600, height: 20 }),
        bytes(
          png({ width: 400, height: 400 }).slice(0, -12),
          segment(1, png()),
        ),
        new Uint8Array(0),
      ]
    ) {
      assert.deepEqual(await wrongAt(addEmoji(maya, { name: "no", file })), [
        "picture",
      ]);
    }
    await addEmoji(maya, { name: "wave", file: png() });
    assert.deepEqual(
      await wrongAt(addEmoji(maya, { name: "wave", file: png() })),
      ["name"],
    );
    const two = await Promise.allSettled(
      [1, 2].map(() => addEmoji(maya, { name: "race", file: png() })),
    );
    assert.deepEqual(two.map(({ status }) => status).sort(), [
      "fulfilled",
      "rejected",
    ]);
    for (let n = 2; n < CUSTOM_LIMITS.count; n++) {
      await addEmoji(maya, { name: `emoji-${n}`, file: png() });
    }
    assert.deepEqual(
      await wrongAt(addEmoji(maya, { name: "last", file: png() })),
      ["name"],
    );
  },
);

Deno.test("B11 a name becomes a picture in words alone: not in code, not in an address, not in a name nobody gave", () => {
  const pictures = new Map([["party", "v1"], ["a+b", "v2"]]);
  const draw = (text: string) => withPictures(renderMarkdown(text), pictures);
  const count = (text: string) => draw(text).match(/<img/g)?.length ?? 0;
  assert.equal(count(":party::party: **:a+b:**"), 3);
  assert.equal(count("```\n:party:\n```\n`:party:` then :party:"), 1);
  assert.equal(
    count("https://x.example/:party:/y"),
    1,
    "the words of the link",
  );
  assert.match(
    draw("https://x.example/:party:/y"),
    /href="https:\/\/x\.example\/:party:\/y"/,
  );
  for (
    const text of [
      ":nobody:",
      ":party",
      "12:30:45",
      ":PARTY:",
      "::",
      ":constructor:",
    ]
  ) {
    assert.equal(count(text), 0, text);
  }
  const text = "so :party: **:a+b:**";
  assert.equal(withoutPictures(draw(text)), renderMarkdown(text));
  assert.equal(nameOfEmoji(" :Party: "), "party");
});
