/** Many at once ask for what only one may have. */
import assert from "node:assert/strict";
import { decode, PlainBrowser } from "@/tests/support/plain_browser.ts";
import { readAll } from "@/tests/support/readers.ts";
import { startServer } from "@/tests/support/server.ts";
import { PASSWORD, signUpAt } from "@/tests/support/talkers.ts";

Deno.test("B5 sixteen sends with one client id at once make one message and give one answer", async () => {
  await using server = await startServer({ env: { REGISTRATION: "open" } });
  const maya = await signUpAt(server.origin, "maya");
  await signUpAt(server.origin, "jonas");
  const conversation = await maya.converse("direct", ["jonas"]);
  for (let round = 0; round < 20; round++) {
    const clientId = crypto.randomUUID();
    const text = `once only ${round}`;
    const answers = await Promise.all(Array.from({ length: 16 }, async () => {
      const response = await maya.post(
        `/conversations/${conversation}/messages`,
        { text, client_id: clientId },
        { headers: { "x-fragment": "1" } },
      );
      assert.equal(response.status, 200);
      return await response.text();
    }));
    assert.equal(new Set(answers).size, 1, "the answers differ");
  }
  const { rows } = await readAll(maya.browser, conversation);
  const said = rows.filter(({ kind }) => kind === "text");
  assert.deepEqual(
    said.map(({ text }) => text),
    said.map((_, round) => `once only ${round}`),
  );
  assert.equal(said.length, 20);
});

Deno.test("B5 a client id used for another text answers 409, overwrites nothing and keeps the text", async () => {
  await using server = await startServer({ env: { REGISTRATION: "open" } });
  const maya = await signUpAt(server.origin, "maya");
  const jonas = await signUpAt(server.origin, "jonas");
  const conversation = await maya.converse("direct", ["jonas"]);
  const first = await maya.send(conversation, "the first text");
  const path = `/conversations/${conversation}/messages`;
  const other = '  another text, with <b> & "quotes"\r\nand a line';
  const answers = await Promise.all(Array.from({ length: 16 }, async () => {
    const response = await maya.post(path, {
      text: other,
      client_id: first.clientId,
    });
    return { status: response.status, html: await response.text() };
  }));
  for (const { status, html } of answers) {
    assert.equal(status, 409);
    const area = /<textarea\b[^>]*name="text"[^>]*>([\s\S]*?)<\/textarea>/
      .exec(html);
    const kept = decode(area![1]!.replace(/^\n/, ""));
    assert.equal(kept.replace(/\r\n/g, "\n"), other.replace(/\r\n/g, "\n"));
  }
  // Another author's ids are his own.
  const his = await jonas.send(conversation, "my own", first.clientId);
  assert.equal(his.outcome, "acknowledged");
  const { rows } = await readAll(maya.browser, conversation);
  assert.deepEqual(
    rows.filter(({ kind }) => kind === "text").map(({ text }) => text),
    ["the first text", "my own"],
  );
});

Deno.test("A1 of eight people who sign up first at once, one becomes the administrator and the others are told that the door is closed", async () => {
  await using server = await startServer();
  const browsers = Array.from(
    { length: 8 },
    () => new PlainBrowser(server.origin),
  );
  await Promise.all(browsers.map((browser) => browser.open("/sign-up")));
  await Promise.all(
    browsers.map((browser, i) =>
      browser.submit("/sign-up", {
        username: `first${i}`,
        name: `First ${i}`,
        password: PASSWORD,
      })
    ),
  );
  const came = browsers.filter(({ path }) => path === "/admin");
  assert.equal(came.length, 1);
  for (const browser of browsers) {
    if (browser === came[0]) continue;
    assert.ok([403, 422, 409].includes(browser.status), `${browser.status}`);
    await browser.open("/admin");
    assert.match(browser.path, /^\/sign-in/);
  }
  await came[0]!.open("/admin");
  assert.equal(came[0]!.status, 200);
});

Deno.test("A1 one username asked for by six people at once goes to one of them", async () => {
  await using server = await startServer({ env: { REGISTRATION: "open" } });
  await signUpAt(server.origin, "maya");
  const browsers = Array.from(
    { length: 6 },
    () => new PlainBrowser(server.origin),
  );
  await Promise.all(browsers.map((browser) => browser.open("/sign-up")));
  await Promise.all(browsers.map((browser, i) =>
    browser.submit("/sign-up", {
      username: "jonas",
      name: `Jonas ${i}`,
      password: `${PASSWORD} ${i}`,
    })
  ));
  const statuses = browsers.map(({ status, path }) => `${status} ${path}`);
  const [one, ...others] = statuses.sort();
  assert.equal(one, "200 /conversations");
  for (const other of others) assert.match(other, /^(409|422) \/sign-up/);
});

Deno.test("C5 the last use of an invite lets one of eight in, and tells the others why not", async () => {
  await using server = await startServer();
  const maya = await signUpAt(server.origin, "maya");
  const response = await maya.post("/admin", {
    _action: "create-invite",
    days: "1",
    cap: "3",
  });
  await response.body?.cancel();
  assert.equal(response.status, 303);
  await maya.browser.open("/admin");
  const link = /\/invite\/[a-z2-7]+/i.exec(maya.browser.html)![0];
  const browsers = Array.from(
    { length: 8 },
    () => new PlainBrowser(server.origin),
  );
  await Promise.all(browsers.map((browser) => browser.open(link)));
  assert.ok(browsers.every(({ status }) => status === 200));
  await Promise.all(browsers.map((browser, i) =>
    browser.submit("/sign-up", {
      username: `guest${i}`,
      name: `Guest ${i}`,
      password: PASSWORD,
    })
  ));
  const admitted = browsers.filter(({ path }) => path === "/conversations");
  assert.equal(admitted.length, 3);
  for (const browser of browsers) {
    if (admitted.includes(browser)) continue;
    assert.ok([403, 410, 422].includes(browser.status), `${browser.status}`);
  }
  const late = await new PlainBrowser(server.origin).open(link);
  assert.equal(late.status, 410);
});
