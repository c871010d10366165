/** A thread and the log beside it, live. */
import assert from "node:assert/strict";
import { story, waitForText, write } from "../support/browser.ts";

story(
  "B10 a thread lives on its own page, and in the log only as a count",
  async (stage, step) => {
    const maya = await stage.person("maya", "Maya Lind");
    const jonas = await stage.person("jonas", "Jonas Weber");
    const id = await maya.start([jonas]);
    const path = `/conversations/${id}`;
    await maya.send(id, "Who brings what?");
    const log = await maya.tab();
    const thread = await maya.tab();
    const his = await jonas.tab();
    await log.open(path);
    await thread.open(`${path}/threads/1`);
    await his.open(path);
    const unread = () =>
      his.page.$eval("#inbox-rows > li", (row) => row.dataset.unread);

    await step(
      "from the row into the thread, and what is written shows there at once",
      async () => {
        await his.page.hover("#m-1 .bubble");
        await his.page.waitForSelector("html[data-tools=ready]");
        await his.page.mouse.move(1, 1);
        await his.page.hover("#m-1 .bubble");
        await his.page.click('.tools button[title="Reply in thread"]');
        await his.page.waitForSelector("main[data-thread='1']");
        await his.page.waitForSelector("html[data-islands=ready]");
        await write(his.page, "Plates");
        await his.page.waitForSelector("#m-2[data-state=sent]");
        await waitForText(thread.page, ".flow #m-2 .body", "Plates");
        await waitForText(log.page, "#m-1 .thread", "one reply");
        assert.equal(await log.page.$("#m-2"), null, "not in the log");
        assert.equal((await his.page.$$("#m-2")).length, 1);
        assert.equal((await his.page.$$("[data-client-id]")).length, 0);
      },
    );

    await step(
      "what is written in the log does not show in the thread",
      async () => {
        await maya.send(id, "Something else");
        await waitForText(log.page, "#m-3 .body", "Something else");
        await waitForText(his.page, "#inbox-rows .last", "Something else");
        assert.equal(await his.page.$("#m-3"), null);
        assert.equal(await unread(), "1");
      },
    );

    await step(
      "edits, reactions and deletes reach the thread's page",
      async () => {
        await jonas.post(`${path}/messages/2`, {
          _action: "edit",
          text: "Cups",
        });
        await waitForText(thread.page, "#m-2 .body", "Cups");
        await maya.post(`${path}/messages/2/reactions`, { add: "🎉" });
        await his.page.waitForSelector("#m-2 [data-emoji='🎉']");
        await maya.post(`${path}/messages/1`, {
          _action: "edit",
          text: "Who brings cake?",
        });
        await waitForText(his.page, ".root #m-1", "Who brings cake?");
        await jonas.post(`${path}/messages/2`, { _action: "delete" });
        await thread.page.waitForSelector("#m-2 .gone");
      },
    );

    await step(
      "looking at it reads it, and the log's unread stays",
      async () => {
        await jonas.post(`${path}/messages`, {
          client_id: "jonas-in-thread-2",
          text: "Bread",
          thread: "1",
        });
        await thread.page.waitForSelector("#m-4");
        const list = await maya.tab({ scripts: false });
        const until = Date.now() + 6_000;
        for (let read = false; !read;) {
          await list.open("/threads");
          read = await list.page.$('#threads [data-unread="0"]') !== null;
          assert.ok(read || Date.now() < until, "it is read");
        }
        assert.equal(await unread(), "1");
        assert.equal(await log.page.$("#m-4"), null);
      },
    );

    await step("the page that lived is the page loaded anew", async () => {
      const rows = (page: typeof his.page) =>
        page.$$eval(
          ".flow > .message, .root > .message",
          (all) => all.map((one) => [one.id, one.textContent]),
        );
      const fresh = await jonas.tab({ scripts: false });
      await fresh.open(`${path}/threads/1`);
      assert.deepEqual(await rows(his.page), await rows(fresh.page));
    });
  },
);
