import assert from "node:assert/strict";
import { ACCOUNT } from "@/tests/support/mail_server.ts";
import { onMailingSite, withAddress } from "./_mail.ts";

onMailingSite(
  "an administrator sees whether mail goes out, and hears what the mail server says when it does not",
  { RATE_LIMITS: "off" },
  async (site, post) => {
    const maya = await withAddress(site, post, "maya");
    await maya.open("/admin");
    assert.match(maya.html, /href="\/admin\/mail"/);
    await maya.open("/admin/mail");
    assert.match(maya.html, new RegExp(`localhost:${post.port}`));
    assert.match(maya.html, /parley@localhost/);
    assert.ok(!maya.html.includes(ACCOUNT.password));
    assert.match(maya.html, /value="maya@example\.org"/);
    await maya.submit("/admin/mail");
    assert.match(maya.html, /The server took the mail/);
    assert.match(maya.html, /queued as test/);
    const mail = await post.mail();
    assert.match(mail.text, /can send mail/);
    assert.deepEqual(mail.to, ["maya@example.org"]);

    post.manners.refuse = true;
    await maya.submit("/admin/mail", { address: "nobody@example.org" });
    assert.match(maya.html, /refused this mail or the address/);
    assert.match(maya.html, /data-mail-answer[^>]*>[^<]*no such mailbox/);
    assert.match(maya.html, /value="nobody@example\.org"/);
    await maya.submit("/admin/mail", { address: "nobody" });
    assert.equal(maya.status, 422);
  },
);

onMailingSite(
  "nobody but an administrator sends a test mail, and of those five at once",
  {},
  async (site, post) => {
    const maya = await site.signUp("maya");
    const jonas = await site.signUp("jonas");
    await jonas.open("/admin/mail");
    assert.equal(jonas.status, 404);
    for (let i = 0; i < 5; i++) {
      await maya.open("/admin/mail");
      await maya.submit("/admin/mail", { address: "maya@example.org" });
      assert.equal(maya.status, 200);
    }
    await maya.submit("/admin/mail", { address: "maya@example.org" });
    assert.equal(maya.status, 429);
    assert.equal(post.mails.length, 5);
  },
);
