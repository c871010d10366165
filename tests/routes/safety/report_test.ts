/** Reporting messages, and what those do who moderate, without script. */
import assert from "node:assert/strict";
import { reports } from "@/lib/messages/_report_keys.ts";
import { reportMessage } from "@/lib/messages/report.ts";
import { settleReport } from "@/lib/messages/settle_report.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { eraseReports } from "@/lib/messages/erase_reports.ts";
import { list } from "@/lib/kv/read.ts";
import { onSite, type Site } from "@/tests/support/app.ts";
import { gatherCast, groupOf } from "@/tests/support/people.ts";
import { storeTest } from "@/tests/support/store.ts";
import { makeGroup, say } from "../inbox/_talk.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

/** Ada runs the server and is in nothing; Maya owns the group; Bo says what is reported by Ravi. */
async function meet(site: Site) {
  const ada = await site.signUp("ada", { name: "Ada Admin" });
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const bo = await site.signUp("bo", { name: "Bo Berg" });
  const ravi = await site.signUp("ravi", { name: "Ravi Shah" });
  const path = await makeGroup(maya, "Boats", "bo", "ravi");
  await say(bo, path, "buy my <boat> now");
  return { ada, maya, bo, ravi, path };
}

async function allReports() {
  const found = [];
  for await (const { value } of list(reports, [])) found.push(value);
  return found;
}

onSite(
  "H10 a report reaches the group's moderators and the administrators with the message as it was, also after it was edited and deleted; its author learns nothing",
  OPEN,
  async (site) => {
    const { ada, maya, bo, ravi, path } = await meet(site);
    await ravi.open(`${path}/messages/2`);
    await ravi.follow(`${path}/messages/2/report`);
    await ravi.submit("/report", {
      reason: "spam",
      words: "The third time today",
    });
    assert.match(ravi.html, /You have reported this message/);
    await bo.open(`${path}/messages/2`);
    await bo.submit("/messages/2", { _action: "edit", text: "harmless" });
    await bo.open(`${path}/messages/2`);
    await bo.submit("/messages/2", { _action: "delete" });
    for (
      const [who, page] of [[maya, `${path}/reports`], [
        ada,
        "/admin/reports",
      ]] as const
    ) {
      await who.open(page);
      assert.equal(who.status, 200);
      for (
        const words of [
          /Unwanted advertising/,
          /buy my &lt;boat> now|buy my &lt;boat&gt; now/,
          /The third time today/,
          /Reported by Ravi Shah/,
          /Bo Berg/,
        ]
      ) assert.match(who.html, words);
    }
    await ada.open("/admin");
    assert.match(ada.html, /1 report is waiting/);
    // Only who may read it is led there.
    await maya.open(`${path}/reports`);
    assert.match(maya.html, /Show it in Boats/);
    await ada.open("/admin/reports");
    assert.doesNotMatch(ada.html, /Show it in/);
    for (const who of [bo, ravi]) {
      for (
        const [page, status] of [[`${path}/reports`, 403], [
          "/admin/reports",
          404,
        ]] as const
      ) {
        await who.open(page);
        assert.equal(who.status, status);
        assert.doesNotMatch(who.html, /third time/);
      }
    }
  },
);

onSite(
  "H10 a moderator deletes the message and removes its author from the queue; what was done, by whom and when is in its log",
  OPEN,
  async (site) => {
    const { ada, maya, bo, ravi, path } = await meet(site);
    await ravi.open(`${path}/messages/2/report`);
    await ravi.submit("/report", { reason: "abuse", words: "" });
    await maya.open(`${path}/reports`);
    await maya.submit("/reports", { _action: "deleted", words: "Sorry, all" });
    await ravi.open(path);
    assert.doesNotMatch(ravi.html, /buy my/);
    await maya.open(`${path}/reports`);
    assert.doesNotMatch(maya.html, /data-report/);
    await maya.open(`${path}/reports?done`);
    assert.match(maya.html, /Maya Lind deleted the message/);
    assert.match(maya.html, /Maya Lind closed the report, [\s\S]*Sorry, all/);
    await maya.submit("/reports", { _action: "reopened" });
    await maya.open(`${path}/reports`);
    await maya.submit("/reports", { _action: "removed" });
    await bo.open(path);
    assert.equal(bo.status, 404);
    // An administrator who is not in it can close and reopen, and no more.
    await ada.open("/admin/reports?done");
    assert.match(ada.html, /Maya Lind removed the person/);
    await ada.submit("/reports", { _action: "reopened", words: "Once more" });
    await ada.open("/admin/reports");
    const fields = new Map(ada.form("/admin/reports").fields);
    for (const _action of ["deleted", "removed"]) {
      assert.ok(!ada.html.includes(`value="${_action}"`));
      const body = new URLSearchParams([...fields, ["_action", _action]]);
      const answer = await ada.request("/admin/reports", {
        method: "POST",
        body,
      });
      assert.equal(answer.status, 404);
    }
    const [report] = await allReports();
    assert.deepEqual(report!.done.map(({ step }) => step), [
      "deleted",
      "closed",
      "reopened",
      "removed",
      "closed",
      "reopened",
    ]);
  },
);

onSite(
  "H10 who is reported does not see it, though they moderate; one reports a message once, not one's own, and what was typed comes back",
  OPEN,
  async (site) => {
    const { maya, bo, ravi, path } = await meet(site);
    await say(maya, path, "from the owner");
    await ravi.open(`${path}/messages/3/report`);
    const words = "x".repeat(1_001);
    await ravi.submit("/report", { reason: "nothing", words });
    assert.equal(ravi.status, 422);
    assert.match(ravi.html, new RegExp(`>${words}</textarea>`));
    assert.match(ravi.html, /data-error-for="reason"/);
    assert.match(ravi.html, /data-error-for="words"/);
    await ravi.submit("/report", { reason: "other", words: "short" });
    await maya.open(`${path}/reports`);
    assert.doesNotMatch(maya.html, /data-report|Ravi Shah/);
    await bo.open(`${path}/messages/2/report`);
    assert.equal(bo.status, 403);
    await bo.open(`${path}/messages/1/report`);
    assert.equal(bo.status, 403);
    assert.equal((await allReports()).length, 1);
  },
);

storeTest(
  "H10 sixteen reports by one person at once are one; erasing an account takes its words and its name out of reports",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const group = await groupOf(maya, jonas, amina);
    const { seq } = await sendMessage(jonas, {
      conversation: group.id,
      text: "rude words",
      clientId: "rude-0001",
    });
    const draft = { reason: "abuse", words: "He did it again" } as const;
    await Promise.all(
      Array.from(
        { length: 16 },
        () => reportMessage(amina, group.id, seq, draft),
      ),
    );
    const [report, ...more] = await allReports();
    assert.equal(more.length, 0);
    assert.equal(report!.text, "rude words");
    await settleReport(maya, report!.id, { step: "closed", words: "" });
    await eraseReports(jonas.id);
    await eraseReports(amina.id);
    const [left] = await allReports();
    assert.equal(left!.text, "");
    assert.equal(left!.reporter, "");
    assert.equal(left!.words, "");
    assert.equal(left!.done.length, 1);
  },
);
