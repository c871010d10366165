/** Cards of linked pages: made, dropped, shared and guarded. */
import assert from "node:assert/strict";
import { changeServerSettings } from "@/lib/accounts/server_settings.ts";
import type { User } from "@/lib/accounts/model.ts";
import { Forbidden, NotFound } from "@/lib/errors.ts";
import { findCardPicture } from "@/lib/messages/card_picture.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { dropCard } from "@/lib/messages/drop_card.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { eraseLogTexts } from "@/lib/messages/erase_texts.ts";
import { findMessage } from "@/lib/messages/find.ts";
import { previewLink } from "@/lib/messages/preview_link.ts";
import { html, withLinkedSite } from "@/tests/support/linked_site.ts";
import { png } from "@/tests/lib/accounts/_pictures.ts";
import { forgetBuckets } from "@/lib/http/limits.ts";
import { parseSettings, useSettings } from "@/lib/http/settings.ts";
import { previewPosted } from "@/lib/operations/preview_posted.ts";
import { directOf, gatherCast, groupOf } from "@/tests/support/people.ts";
import { openedRows, storeTest } from "@/tests/support/store.ts";
import { overhear, say } from "./_talk.ts";

const OWN = "https://chat.example";

async function allow(admin: User, linkPreviews = true): Promise<void> {
  await changeServerSettings(admin, {
    registration: "open",
    editWindow: "",
    linkPreviews,
  });
}

const work = (conversation: string, seq: number) =>
  previewLink({ kind: "link-posted", conversation, seq, author: "" }, OWN);

const GOOD = '<meta property="og:title" content="Old &amp; North">' +
  '<meta name="description" content="Boats.">' +
  '<meta property="og:image" content="/boat.png">';

const good = (path: string) =>
  path.endsWith(".png") ? new Response(png()) : html(GOOD);

storeTest(
  "B19 Pasting a URL gives a card that everybody sees live, with our copy of its picture",
  async (store) => {
    const { maya, jonas, amina } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await allow(maya);
    await withLinkedSite(good, async ({ origin, asked }) => {
      const { seq } = await say(maya, id, `See ${origin}/a, and b`);
      const left = (await openedRows(store)).filter(({ value }) =>
        JSON.stringify(value).includes("link-posted")
      );
      assert.equal(left.length, 1, "the sender does not wait for it");
      await overhear(jonas, [id], async (heard) => {
        await work(id, seq);
        const event = heard.map(({ event }) => event)[0];
        assert.ok(event?.type === "message-changed");
        assert.equal(event.message.card?.title, "Old & North");
      });
      const { card } = await findMessage(jonas, id, seq);
      assert.equal(card?.url, `${origin}/a`);
      assert.equal(card.description, "Boats.");
      assert.deepEqual([card.picture?.width, card.picture?.height], [40, 30]);
      const { type, bytes } = await findCardPicture(jonas, id, seq);
      assert.equal(type, "image/png");
      assert.deepEqual(bytes, png());
      await assert.rejects(findCardPicture(amina, id, seq), NotFound);
      assert.deepEqual(asked, ["/a", "/boat.png"]);

      await work(id, seq);
      const again = await say(jonas, id, `${origin}/a`);
      await work(id, again.seq);
      assert.ok((await findMessage(maya, id, again.seq)).card?.picture);
      assert.equal(asked.length, 2, "a link that goes round is asked for once");
    });
  },
);

storeTest(
  "B19 the author drops the card for good, others do not; deleting and another text take it, too",
  async (store) => {
    const { maya, jonas, amina } = await gatherCast();
    const { id } = await groupOf(maya, jonas, amina);
    await allow(maya);
    const pictures = async () =>
      (await openedRows(store)).filter(({ family }) =>
        family === "card_picture"
      ).length;
    await withLinkedSite(good, async ({ origin }) => {
      const made = async (text = `${origin}/`) => {
        const { seq } = await say(jonas, id, text);
        await work(id, seq);
        assert.ok((await findMessage(amina, id, seq)).card);
        return seq;
      };
      const first = await made();
      await assert.rejects(dropCard(amina, id, first), Forbidden);
      assert.equal(await pictures(), 1);
      await dropCard(jonas, id, first);
      await work(id, first);
      assert.equal((await findMessage(amina, id, first)).card, undefined);
      await assert.rejects(dropCard(jonas, id, first), NotFound);
      assert.equal(await pictures(), 0);

      const second = await made();
      await editMessage(jonas, id, second, `Still ${origin}/`);
      assert.ok((await findMessage(amina, id, second)).card);
      const edited = await editMessage(jonas, id, second, "No link");
      assert.equal(edited.card, undefined);
      assert.equal(await pictures(), 0);
      await editMessage(jonas, id, second, `${origin}/other`);
      await work(id, second);
      const { card } = await findMessage(amina, id, second);
      assert.equal(card?.url, `${origin}/other`);

      assert.equal(await pictures(), 1);
      const gone = await deleteMessage(jonas, id, second);
      assert.equal(gone.card, undefined);
      assert.equal(await pictures(), 0);

      await made();
      const { signal } = new AbortController();
      await eraseLogTexts(
        { kind: "erase-log-texts", conversation: id },
        signal,
      );
      assert.equal(await pictures(), 0);
    });
  },
);

storeTest(
  "B19 who edits or deletes while the page is asked gets no card of it",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await allow(maya);
    let meanwhile = () => Promise.resolve() as Promise<unknown>;
    await withLinkedSite(async (path) => {
      if (!path.endsWith(".png")) await meanwhile();
      return good(path);
    }, async ({ origin }) => {
      const first = await say(maya, id, `${origin}/1`);
      meanwhile = () => deleteMessage(maya, id, first.seq);
      await work(id, first.seq);
      assert.equal((await findMessage(maya, id, first.seq)).card, undefined);

      const second = await say(maya, id, `${origin}/2`);
      meanwhile = () => editMessage(maya, id, second.seq, "Never mind");
      await work(id, second.seq);
      assert.equal((await findMessage(maya, id, second.seq)).card, undefined);
      const rows = (await openedRows(store)).map(({ family }) => family);
      assert.ok(rows.includes("link_page"), "the page had been asked");
      assert.ok(!rows.includes("card_picture"));
    });
  },
);

storeTest(
  "B19 until an administrator allows it nothing goes out, and no work is left",
  async (store) => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await withLinkedSite(good, async ({ origin, asked }) => {
      const { seq } = await say(maya, id, `${origin}/`);
      const rows = await openedRows(store);
      assert.ok(!JSON.stringify(rows).includes("link-posted"));
      await work(id, seq);
      assert.deepEqual(asked, []);
      await allow(maya);
      await work(id, seq);
      assert.ok((await findMessage(jonas, id, seq)).card, "now it does");
      for (
        const text of [
          `${"`"}${origin}/code${"`"}`,
          "mailto:maya@linked.example",
          "linked.example",
        ]
      ) {
        const none = await say(maya, id, text);
        await work(id, none.seq);
        assert.equal((await findMessage(maya, id, none.seq)).card, undefined);
      }
      const own = await say(maya, id, `${origin}/own`);
      await previewLink(
        { kind: "link-posted", conversation: id, seq: own.seq, author: "" },
        origin,
      );
      assert.equal(asked.length, 2, "this server's own pages are not asked");
    });
  },
);

storeTest(
  "B19 one person has so many pages asked and no more; what they wrote stays as it is",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    await allow(maya);
    useSettings(parseSettings({}, "k".repeat(40)));
    forgetBuckets();
    await withLinkedSite(good, async ({ origin, asked }) => {
      for (let n = 0; n < 14; n++) {
        const { seq } = await say(jonas, id, `${origin}/page-${n}`);
        const author = jonas.id;
        await previewPosted({
          kind: "link-posted",
          conversation: id,
          seq,
          author,
        });
      }
      const pages = asked.filter((path) => path.startsWith("/page-")).length;
      assert.ok(pages >= 10 && pages < 14, `${pages} were asked`);
      const last = await findMessage(maya, id, 14);
      assert.deepEqual([last.kind, last.card], ["text", undefined]);
    });
  },
);
