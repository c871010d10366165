import { Invalid, NotFound } from "@/lib/errors.ts";
import { createConversation } from "@/lib/conversations/create.ts";
import { parseConversation } from "@/lib/conversations/draft.ts";
import { listEntries } from "@/lib/conversations/entries.ts";
import {
  findConversation,
  findNamedConversation,
  listMembers,
} from "@/lib/conversations/find.ts";
import { mayRead } from "@/lib/conversations/model.ts";
import assert from "node:assert/strict";
import { directOf, gatherCast, groupOf } from "../../support/people.ts";
import { storeTest } from "../../support/store.ts";

storeTest(
  "createConversation() makes a direct conversation that each sees under the other's name",
  async () => {
    const { maya, jonas } = await gatherCast();
    const direct = await directOf(maya, jonas);
    assert.equal(direct.kind, "direct");
    assert.equal(direct.memberCount, 2);
    assert.equal(direct.name, "");
    assert.ok(mayRead(direct));
    assert.equal(
      (await findNamedConversation(maya, direct.id)).title,
      "Jonas Weber",
    );
    assert.equal(
      (await findNamedConversation(jonas, direct.id)).title,
      "Maya Lind",
    );
    assert.deepEqual(await listEntries(direct.id, { limit: 10 }), []);
  },
);

storeTest(
  "createConversation() answers two people the one direct conversation they have",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const first = await directOf(maya, jonas);
    assert.equal((await directOf(maya, jonas)).id, first.id);
    assert.equal((await directOf(jonas, maya)).id, first.id);
    assert.notEqual((await directOf(maya, amina)).id, first.id);
  },
);

storeTest(
  "createConversation() makes one direct conversation when sixteen ask at once from both sides",
  async () => {
    const { maya, jonas } = await gatherCast();
    const made = await Promise.all(
      Array.from(
        { length: 16 },
        (_, i) => i % 2 === 0 ? directOf(maya, jonas) : directOf(jonas, maya),
      ),
    );
    assert.equal(new Set(made.map(({ id }) => id)).size, 1);
    const people = await listMembers(maya, made[0]!.id);
    assert.deepEqual(
      people.map(({ profile }) => profile.username).sort(),
      ["jonas", "maya"],
    );
  },
);

storeTest(
  "C1 a member makes a group with a name and a first line that says so",
  async () => {
    const { maya, jonas, amina } = await gatherCast();
    const group = await createConversation(maya, {
      kind: "group",
      members: [jonas, amina],
      name: "Harbour trip",
      description: "Saturday, weather permitting",
    });
    assert.equal(group.memberCount, 3);
    const { member } = await findConversation(maya, group.id);
    assert.equal(member.role, "owner");
    assert.equal(
      (await findConversation(jonas, group.id)).member.role,
      "member",
    );
    const named = await findNamedConversation(amina, group.id);
    assert.equal(named.title, "Harbour trip");
    assert.equal(named.description, "Saturday, weather permitting");
    const [note, ...rest] = await listEntries(group.id, { limit: 10 });
    assert.deepEqual(rest, []);
    assert.deepEqual(note!.body, { note: { what: "created" } });
    assert.equal(note!.author, maya.id);
  },
);

storeTest(
  "findConversation() tells a stranger the same as of an id that does not exist",
  async () => {
    const { maya, jonas, ravi } = await gatherCast();
    const group = await groupOf(maya, jonas);
    await findConversation(jonas, group.id);
    const refusals = await Promise.all(
      [group.id, crypto.randomUUID(), "", "a/b"].map((id) =>
        findConversation(ravi, id).then(() => null, (error) => error)
      ),
    );
    for (const error of refusals) {
      assert.ok(error instanceof NotFound);
      assert.deepEqual(error.sentence, refusals[0].sentence);
    }
    await assert.rejects(listMembers(ravi, group.id), NotFound);
    await assert.rejects(findNamedConversation(ravi, group.id), NotFound);
  },
);

/** What a form sends, with some of it changed. */
function form(some: Partial<Parameters<typeof parseConversation>[1]> = {}) {
  return {
    kind: "group",
    members: ["jonas, amina"],
    name: "Trip",
    description: "",
    encryption: "",
    ...some,
  };
}

storeTest(
  "parseConversation() takes usernames however they are separated and spelt, each once",
  async () => {
    const { maya } = await gatherCast();
    const draft = await parseConversation(
      maya,
      form({
        members: [" @jonas; AMINA ", "jonas\nnoor،ravi", "maya"],
        name: "  Har\tbour   trip ",
      }),
    );
    assert.deepEqual(
      draft.members.map(({ username }) => username),
      ["jonas", "amina", "noor", "ravi"],
    );
    assert.equal(draft.name, "Har bour trip");
  },
);

storeTest(
  "parseConversation() says at each field what is wrong with it",
  async () => {
    const { maya } = await gatherCast();
    const cases: [Parameters<typeof form>[0], string[]][] = [
      [{ kind: "broadcast" }, ["kind"]],
      [{ encryption: "rot13" }, ["encryption"]],
      [{ members: [] }, ["members"]],
      [{ members: ["maya"] }, ["members"]],
      [{ members: ["jonas, nobody-here"] }, ["members"]],
      [{ members: ["\ud800", "\0", "a".repeat(1_000_000)] }, ["members"]],
      [{ kind: "direct", name: "" }, ["members"]],
      [{ name: " \u3000 " }, ["name"]],
      [{ name: "x".repeat(81) }, ["name"]],
      [{ name: "x".repeat(1_000_000) }, ["name"]],
      [{ description: "x".repeat(401) }, ["description"]],
      [{ name: "", members: [], description: "x".repeat(500) }, [
        "members",
        "description",
        "name",
      ]],
    ];
    for (const [some, fields] of cases) {
      await assert.rejects(parseConversation(maya, form(some)), (error) => {
        assert.ok(error instanceof Invalid, String(error));
        assert.deepEqual(Object.keys(error.fields).sort(), [...fields].sort());
        return true;
      });
    }
    const families = "👨‍👩‍👧‍👦".repeat(80);
    assert.equal(
      (await parseConversation(maya, form({ name: families }))).name,
      families,
      "eighty characters as a person counts them",
    );
  },
);

storeTest(
  "parseConversation() refuses names that no page could show",
  async () => {
    const { maya } = await gatherCast();
    for (const name of ["Trip \ud800", "\u200b\u200d", "\u202e"]) {
      await assert.rejects(parseConversation(maya, form({ name })), (error) => {
        assert.ok(error instanceof Invalid);
        assert.ok("name" in error.fields, JSON.stringify(name));
        return true;
      });
    }
    await assert.rejects(
      parseConversation(maya, form({ description: "\udc00" })),
      Invalid,
    );
  },
);

storeTest(
  "parseConversation() repeats a name that nobody bears, but no megabyte of it",
  async () => {
    const { maya } = await gatherCast();
    const members = ["x".repeat(1_000_000), "zoe\ud800"];
    await assert.rejects(
      parseConversation(maya, form({ members })),
      (error) => {
        assert.ok(error instanceof Invalid);
        const names = JSON.stringify(error.fields.members?.values);
        assert.ok(names.includes("zoe") && names.length < 100, names);
        assert.ok(names.isWellFormed());
        return true;
      },
    );
  },
);
