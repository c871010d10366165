import assert from "node:assert/strict";
import { mails } from "@/lib/accounts/_mail_keys.ts";
import { list } from "@/lib/kv/read.ts";
import { giveAddress, onMailingSite, quiet } from "./_mail.ts";
import { dumpOf } from "./_recovery.ts";

onMailingSite(
  "five codes are sent in an hour, and a mail that waits holds nothing readable",
  {},
  async (site, post) => {
    const maya = await site.signUp("maya");
    post.manners.later = 1_000;
    for (let i = 0; i < 5; i++) {
      await giveAddress(maya, `maya${i}@example.org`);
      assert.equal(maya.status, 200);
    }
    await giveAddress(maya, "maya5@example.org");
    assert.equal(maya.status, 429);
    assert.match(maya.html, /value="maya5@example.org"/);
    let waiting = 0;
    for await (const _ of list(mails, [])) waiting++;
    assert.equal(waiting, 5);
    const dump = await dumpOf(site.store);
    assert.doesNotMatch(dump, /maya\d|example\.org|code=\d/);
    assert.match(dump, /send-mail/);
  },
);

onMailingSite(
  "what is no address is refused at its field, and so is more than one",
  { RATE_LIMITS: "off" },
  async (site, post) => {
    const maya = await site.signUp("maya");
    for (
      const typed of [
        "",
        "maya",
        "maya@",
        "@example.org",
        "maya@example",
        "maya@10.0.0.1",
        "maya@[127.0.0.1]",
        "maya@example.org, joe@example.org",
        "maya@example.org\r\nBcc: joe@example.org",
        "maya@example.org%0aBcc:joe@example.org",
        "Maya <maya@example.org>",
        '"maya joe"@example.org',
        "mäya@example.org",
        "maya@exa mple.org",
        "maya@example.org/path",
        "maya@evil.example@example.org:25",
        `${"m".repeat(65)}@example.org`,
        `maya@${"e".repeat(250)}.org`,
      ]
    ) {
      await giveAddress(maya, typed);
      assert.equal(maya.status, 422, typed);
      assert.match(maya.html, /data-error-for="address"/, typed);
    }
    await quiet(post);
  },
);
