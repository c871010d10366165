import assert from "node:assert/strict";
import { Details } from "@/components/conversations/Details.tsx";
import { Inbox } from "@/components/conversations/Inbox.tsx";
import { InboxRow } from "@/components/conversations/InboxRow.tsx";
import { MembersForm } from "@/components/conversations/MembersForm.tsx";
import { NewConversationForm } from "@/components/conversations/NewConversationForm.tsx";
import { Talk } from "@/components/conversations/Talk.tsx";
import type { InboxRow as Row } from "@/lib/conversations/place_model.ts";
import { count, draw, harbour, joe, maya, noon } from "../_draw.tsx";

function row(changes: Partial<Row> = {}): Row {
  return {
    conversation: harbour,
    seq: 1,
    at: noon,
    preview: "See <you>",
    author: joe,
    mine: false,
    deleted: false,
    unread: 4,
    ...changes,
  };
}

Deno.test("InboxRow carries id, unread count and the current mark", () => {
  const html = draw(<InboxRow row={row()} current />);
  assert.match(html, /<li id="c-c-1" data-conversation-id="c-1"/);
  assert.match(html, /data-unread="4"/);
  assert.match(html, /aria-current="page"/);
  assert.match(html, /4 unread messages/);
  assert.match(html, /See &lt;you/);
  assert.match(html, />Joe:</);
});

Deno.test("InboxRow says who wrote, what happened, and nothing it cannot know", () => {
  assert.match(draw(<InboxRow row={row({ mine: true })} />), />You:</);
  assert.match(
    draw(<InboxRow row={row({ deleted: true, preview: "" })} />),
    /Message deleted/,
  );
  assert.match(
    draw(<InboxRow row={row({ preview: "", note: { what: "left" } })} />),
    / left</,
  );
  const sealed = { ...harbour, encryption: "end-to-end" as const };
  assert.match(
    draw(<InboxRow row={row({ conversation: sealed, preview: "" })} />),
    /Encrypted message/,
  );
});

Deno.test("InboxRow shows no badge when everything is read", () => {
  const html = draw(<InboxRow row={row({ unread: 0 })} />);
  assert.match(html, /data-unread="0"/);
  assert.doesNotMatch(html, /class="badge"/);
});

Deno.test("Inbox is navigation beside a page and the main part of its own", () => {
  const beside = draw(<Inbox me={maya} rows={[row()]} />);
  assert.match(beside, /^<nav class="inbox"[^>]*aria-label="Conversations"/);
  assert.match(beside, /<h2><a href="\/conversations">Parley/);
  const own = draw(<Inbox me={maya} rows={[]} main />);
  assert.match(own, /^<main class="inbox" id="main"/);
  assert.match(own, /No conversations yet/);
});

Deno.test("Talk always shows who can read along", () => {
  const html = draw(<Talk conversation={harbour}>{null}</Talk>);
  assert.match(html, /^<main [^>]*data-conversation-id="c-1"/);
  assert.match(html, /data-encryption="server"/);
  assert.match(html, /Readable by the server/);
  assert.match(html, /40 members/);
  const beside = draw(<Talk conversation={harbour} beside>{null}</Talk>);
  assert.doesNotMatch(beside, /<main|<h1/);
});

Deno.test("Details links to what one may do, and to the rest of the members", () => {
  const members = [{ profile: joe, role: "owner" as const, since: noon }];
  const html = draw(
    <Details conversation={harbour} members={members} me={maya.id} />,
  );
  assert.match(html, /See all 40/);
  assert.match(html, /href="\/conversations\/c-1\/leave"/);
  const direct = { ...harbour, kind: "direct" as const, memberCount: 1 };
  const quiet = draw(
    <Details conversation={direct} members={members} me={maya.id} />,
  );
  assert.doesNotMatch(quiet, /\/leave|\/settings|\/members/);
});

Deno.test("MembersForm lets only owners remove, and never themselves", () => {
  const members = [joe, maya].map((profile) => ({
    profile,
    role: "member" as const,
    since: noon,
  }));
  const form = (myRole: "owner" | "member") =>
    draw(
      <MembersForm
        conversation={{ ...harbour, myRole }}
        members={members}
        me={maya.id}
        token="t"
      />,
    );
  assert.equal(count(form("owner"), /name="user"/), 1);
  assert.match(form("owner"), /name="user" value="u-joe"/);
  assert.equal(count(form("member"), /name="user"/), 0);
});

Deno.test("NewConversationForm keeps what was chosen and typed", () => {
  const html = draw(
    <NewConversationForm
      token="t"
      people={[maya, joe]}
      values={{ kind: "group", members: "zoe", picked: ["joe"], name: "N" }}
      errors={{ members: "Nobody is called zoe" }}
    />,
    "ar",
  );
  assert.match(html, /value="group" checked|checked value="group"/);
  assert.match(html, /value="joe" checked|checked value="joe"/);
  assert.match(html, /value="zoe"/);
  assert.match(html, /data-error-for="members"/);
  assert.match(html, /name="encryption" value="server"/);
  assert.doesNotMatch(html, /style=/);
});
