/** Forwarding by a plain form: where to, with which words, and what readers see of the source. */
import assert from "node:assert/strict";
import { onSite, type Site } from "@/tests/support/app.ts";

const OPEN = { REGISTRATION: "open", RATE_LIMITS: "off" };

async function talk(site: Site) {
  const maya = await site.signUp("maya", { name: "Maya Lind" });
  const jonas = await site.signUp("jonas", { name: "Jonas Weber" });
  const amina = await site.signUp("amina", { name: "Amina Noor" });
  const start = async (fields: Record<string, string>) => {
    await maya.open("/conversations/new");
    await maya.submit("/conversations", fields);
    return maya.path;
  };
  const direct = await start({ kind: "direct", members: "amina" });
  const path = await start({
    kind: "group",
    members: "jonas",
    name: "Harbour trip",
  });
  await jonas.open(path);
  await jonas.submit("/messages", { text: "The boat leaves at **nine**" });
  return { maya, jonas, amina, path, direct };
}

const idOf = (path: string) => path.split("/").at(-1)!;

onSite(
  "B20 A message is forwarded to another chat with its source shown, without script",
  OPEN,
  async (site) => {
    const { maya, amina, path, direct } = await talk(site);
    await maya.open(path);
    const seq = /id="m-(\d+)"[^]*boat/.exec(maya.html) &&
      [...maya.html.matchAll(/id="m-(\d+)"/g)].at(-1)![1];
    await maya.open(`${path}/messages/${seq}`);
    await maya.follow(`${path}/messages/${seq}/forward`);
    // The liveliest first.
    const order = [...maya.html.matchAll(/name="to" value="([^"]+)"/g)];
    assert.deepEqual(order.map(([, id]) => id), [path, direct].map(idOf));
    await maya.open(`${path}/messages/${seq}/forward?q=ami`);
    assert.match(maya.html, /Amina Noor/);
    assert.ok(!maya.html.includes(`value="${idOf(path)}"`));
    await maya.submit("/forward", {
      _action: "forward",
      to: idOf(direct),
      words: "Do *you* come?",
    });
    assert.ok(maya.path.startsWith(direct), maya.path);
    await amina.open(direct);
    assert.match(amina.html, /Forwarded from Jonas Weber/);
    assert.match(amina.html, /<em>you<\/em>/);
    assert.match(amina.html, /<strong>nine<\/strong>/);
    assert.ok(!amina.html.includes(idOf(path)), "no way to where she is not");
    await amina.open(`${direct}/messages/1`);
    assert.match(amina.html, /stands where you cannot read it/);
    assert.ok(!amina.html.includes("Harbour trip"));
    await maya.open(`${direct}/messages/1`);
    assert.match(maya.html, /Show the original in Harbour trip/);
    assert.match(maya.html, /cannot be edited/);
    await maya.follow(`${path}?around=${seq}#m-${seq}`);
    assert.match(maya.html, /<strong>nine<\/strong>/);
  },
);

onSite(
  "B20 what is wrong with a forwarding is said at the field, and what was typed is kept",
  OPEN,
  async (site) => {
    const { maya, jonas, amina, path, direct } = await talk(site);
    const form = `${path}/messages/2/forward`;
    await jonas.open(form);
    assert.equal(jonas.status, 200);
    await jonas.submit("/forward", { _action: "forward", words: "Kept words" });
    assert.equal(jonas.status, 422);
    assert.match(jonas.html, /data-error-for="to"/);
    assert.match(jonas.html, /Kept words/);
    // A conversation that is not his, and one that is not at all.
    for (const to of [idOf(direct), "nowhere", "../../x"]) {
      await jonas.open(form);
      await jonas.submit("/forward", {
        _action: "forward",
        to,
        words: "Kept words",
      });
      assert.equal(jonas.status, 404, to);
    }
    await amina.open(form);
    assert.equal(amina.status, 404);
    await maya.open(`${path}/messages/1/forward`);
    await maya.submit("/forward", { _action: "forward", to: idOf(direct) });
    assert.equal(maya.status, 403, "a note");
    await maya.open(`${path}/messages/x/forward`);
    assert.equal(maya.status, 404);
    await amina.open(direct);
    assert.ok(!amina.html.includes("boat"));
  },
);

onSite(
  "B20 D3 forwarded words are found, also those said with them",
  OPEN,
  async (site) => {
    const { maya, amina, path, direct } = await talk(site);
    await maya.open(`${path}/messages/2/forward`);
    await maya.submit("/forward", {
      _action: "forward",
      to: idOf(direct),
      words: "Seasickness?",
    });
    for (const word of ["boat", "seasickness"]) {
      await amina.open(`/search?q=${word}`);
      assert.match(amina.html, new RegExp(`data-seq="1"`), word);
    }
    await amina.open("/search?q=harbour");
    assert.ok(!amina.html.includes(`data-seq="1"`));
  },
);
