/** How far a guest reaches: every address there is, and streams. */
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { onSite } from "@/tests/support/app.ts";
import { root } from "@/tests/support/server.ts";
import { enter, holdParty, OPEN } from "./_guest.ts";

/** What a guest may open, as routes are named. All else is refused. */
const OPEN_TO_GUESTS = new Set([
  "/",
  "/conversations",
  "/conversations/:conversation",
  "/conversations/:conversation/compose",
  "/conversations/:conversation/details",
  "/conversations/:conversation/leave",
  "/conversations/:conversation/log",
  "/conversations/:conversation/messages",
  "/conversations/:conversation/messages/:seq",
  "/conversations/:conversation/messages/:seq/files/:file",
  "/conversations/:conversation/messages/:seq/files/:file/view",
  "/conversations/:conversation/messages/:seq/reactions",
  "/conversations/:conversation/messages/:seq/replaced",
  "/conversations/:conversation/messages/:seq/report",
  "/conversations/:conversation/messages/:seq/unread",
  "/conversations/:conversation/messages/:seq/versions",
  "/conversations/:conversation/messages/:seq/votes",
  "/conversations/:conversation/picture",
  "/conversations/:conversation/pinned",
  "/conversations/:conversation/polls/new",
  "/conversations/:conversation/read",
  "/conversations/:conversation/scheduled",
  "/conversations/:conversation/threads/:seq",
  "/conversations/:conversation/threads/:seq/follow",
  "/conversations/:conversation/threads/:seq/read",
  "/conversations/:conversation/typing",
  "/conversations/:conversation/files/new",
  "/conversations/:conversation/voice",
  "/api/v1/live",
  "/guest",
  "/join/:code",
  "/live",
  "/mine.css",
  "/people/:username/picture",
  "/presence",
  "/sign-out",
]);

async function everyRoute(): Promise<string[]> {
  const files = await readdir(`${root}routes`, { recursive: true });
  return files.filter((path) =>
    /\.tsx?$/.test(path) && !/(^|\/)(_[^/]*$|\(_)/.test(path)
  ).map((path) =>
    "/" + path.replace(/\.tsx?$/, "").replace(/\([^)]*\)\//g, "")
      .replace(/(^|\/)index$/, "").replace(/\[(\w+)\]/g, ":$1")
  );
}

onSite(
  "C6 of all addresses there are a guest reaches those of their room and a handful beside it, with any method; every other room is closed",
  OPEN,
  async (site) => {
    const { owner, path, link, other } = await holdParty(site);
    const ana = await enter(site, link, "Ana");
    const csrf = new Map(ana.form("/messages").fields).get("csrf")!;
    const routes = await everyRoute();
    assert.ok(routes.length > 80, "there are routes");
    for (const known of OPEN_TO_GUESTS) {
      assert.ok(routes.includes(known), known);
    }
    const fill = (route: string, room: string) =>
      route.replace("/conversations/:conversation", room)
        .replace(":username", "maya").replace(":user", owner.id)
        .replace(":seq", "2").replace(":code", "f".repeat(32))
        .replace(/:\w+/g, "x");
    for (const room of [path, other]) {
      for (const route of routes) {
        const within = route.startsWith("/conversations/:");
        if (room === other && !within) continue;
        const open = OPEN_TO_GUESTS.has(route) && room === path;
        const address = fill(route, room);
        for (const method of ["GET", "HEAD", "POST", "DELETE"]) {
          // What they may do would be done: leaving, signing out.
          if (open && method !== "GET") continue;
          const answer = await ana.request(address, {
            method,
            ...method === "POST"
              ? { body: new URLSearchParams({ csrf }) }
              : { headers: { "x-csrf": csrf } },
          });
          const html = method === "HEAD" || answer.status === 200 && open
            ? ""
            : await answer.text();
          if (html === "") await answer.body?.cancel();
          const cell = `${method} ${address}: ${answer.status}`;
          assert.doesNotMatch(html, /Secrets|Bo Berg/, cell);
          if (open) assert.ok(answer.status !== 403, cell);
          else assert.ok([403, 405].includes(answer.status), cell);
        }
      }
    }
    for (const route of ["/", "/conversations"]) {
      const answer = await ana.request(route);
      assert.equal(answer.headers.get("location"), path);
    }
    await ana.open(path);
    assert.equal(ana.status, 200, "and is still there");
  },
);

onSite(
  "C6 a guest's pages lead to nobody and nothing outside of their room, and name no username",
  OPEN,
  async (site) => {
    const { path, link } = await holdParty(site);
    const ana = await enter(site, link, "Ana");
    await ana.submit("/messages", { text: "my own" });
    const pages = [
      "",
      "/details",
      "/messages/2",
      "/messages/4",
      "/messages/2/report",
      "/messages/2/reactions",
      "/threads/2",
      "/compose",
      "/scheduled",
      "/polls/new",
      "/leave",
    ];
    for (const page of [...pages.map((way) => path + way), "/guest"]) {
      await ana.open(page);
      assert.equal(ana.status, 200, page);
      const links = [...ana.html.matchAll(/<a\b[^>]*\shref="([^"#?]*)/g)]
        .map(([, href]) => href!);
      assert.ok(links.length > 2, page);
      for (const href of new Set(links)) {
        if (href === "") continue;
        const within = href === "/conversations" || href === "/guest" ||
          href.startsWith(path);
        assert.ok(within, `${page} leads to ${href}`);
      }
      assert.doesNotMatch(ana.html, /@maya|\/people\/maya"/, page);
    }
  },
);

onSite(
  "C6 one address brings thirty guests at once, and is then told when to come back, with the name kept",
  { REGISTRATION: "open" },
  async (site) => {
    const { link } = await holdParty(site);
    const visitor = site.visitor("203.0.113.77");
    await visitor.open(link);
    for (let i = 0; i < 30; i++) {
      await visitor.submit(link, { name: "Maya Lind" });
      assert.equal(visitor.status, 422);
    }
    await visitor.submit(link, { name: "Ana Silva" });
    assert.equal(visitor.status, 429);
    assert.ok(Number(visitor.headers.get("retry-after")) > 0);
    assert.match(visitor.html, /value="Ana Silva"/);
    const other = await enter(site, link, "Ana Silva");
    assert.equal(other.status, 200, "another address is another matter");
  },
);
