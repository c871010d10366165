import assert from "node:assert/strict";
import fc from "fast-check";
import {
  parseName,
  parseUsername,
  searchWords,
  usernameKey,
} from "@/lib/accounts/names.ts";
import { parsePassword } from "@/lib/accounts/password_rules.ts";

const anyText = fc.string({ unit: "binary", maxLength: 60 });
const words = fc.string({ unit: "grapheme", maxLength: 60 });

function username(text: string): string | null {
  const parsed = parseUsername(text);
  return "value" in parsed ? parsed.value : null;
}

function name(text: string): string | null {
  const parsed = parseName(text);
  return "value" in parsed ? parsed.value : null;
}

Deno.test("a username is 1 to 32 letters, digits, dots, dashes and underscores after a letter", () => {
  for (
    const good of ["a", "maya", "joe.w-2_x", "ليلى", "Ωmega", "李雷", "ñandú"]
  ) {
    assert.notEqual(username(good), null, good);
  }
  const bad = ["", " ", "1maya", ".maya", "ma ya", "ma@ya", "ma/ya", "<b>"];
  for (const one of [...bad, "a".repeat(33), "ma\u200bya", "\ud800", "ㅤ"]) {
    assert.equal(username(one), null, JSON.stringify(one));
  }
  assert.equal(username("a".repeat(32))?.length, 32);
  assert.equal(username("ＭＡＹＡ"), "maya");
});

Deno.test("usernames that look alike are one", () => {
  const alike = [
    ["maya", "MAYA"],
    ["maya", "mауа"], // Cyrillic а у а
    ["paypal", "рaypaI".toLowerCase().replace("i", "l")],
    ["paul1", "paull"],
    ["bob", "b0b"],
    ["modern", "modem"],
    ["straße", "STRASSE"],
    ["ali۳", "ali3"],
    ["علي", "على"],
    ["ΟΔΟΣ", "οδος"],
  ];
  for (const [one, other] of alike) {
    assert.equal(usernameKey(one!), usernameKey(other!), `${one} ${other}`);
  }
  assert.notEqual(usernameKey("maya"), usernameKey("mayo"));
  assert.notEqual(usernameKey("user1"), usernameKey("user2"));
  assert.equal(usernameKey("STRAẞE"), usernameKey("strasse"));
});

Deno.test("names kept for the server are refused in every spelling", () => {
  for (const one of ["admin", "ADMIN", "аdmin", "everyone", "a11", "bot"]) {
    assert.equal(username(one), null, one);
  }
  assert.ok("value" in parseUsername("admin", true));
  assert.ok("problem" in parseUsername("everyone", true));
});

Deno.test("no text makes parsing throw, and what was taken is taken again unchanged", () => {
  const surrogates = fc.array(fc.integer({ min: 0, max: 0xffff }), {
    maxLength: 20,
  }).map((units) => String.fromCharCode(...units));
  fc.assert(
    fc.property(fc.oneof(anyText, words, surrogates), (text) => {
      const user = username(text);
      if (user !== null) {
        assert.equal(username(user), user);
        assert.equal(usernameKey(user), usernameKey(text.trim()));
        assert.ok(user.isWellFormed() && [...user].length <= 32);
        assert.ok(usernameKey(user).length < 500);
      }
      const shown = name(text);
      if (shown !== null) {
        assert.equal(name(shown), shown);
        assert.ok(!/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(shown));
      }
      assert.ok(
        searchWords(text).every((word) =>
          word.isWellFormed() || !text.isWellFormed()
        ),
      );
    }),
    { numRuns: 3_000 },
  );
});

Deno.test("a name is 1 to 64 visible characters without controls", () => {
  for (const good of ["Maya Lind", "李", "👩‍👩‍👧", "می‌خواهم", "O’Neil 3."]) {
    assert.equal(name(good), good);
  }
  assert.equal(name("  Maya \u00a0 Lind "), "Maya Lind");
  assert.equal(name("é".normalize("NFD")), "é");
  const bad = ["", "  ", "a\nb", "a\u0000", "\u202eevil", "\u2067x", "\u200d"];
  for (const one of [...bad, "\u3164", "a" + "\u0301".repeat(9), "\udc00"]) {
    assert.equal(name(one), null, JSON.stringify(one));
  }
  assert.ok(name("👩‍👩‍👧‍👦".repeat(64)));
  assert.equal(name("👩‍👩‍👧‍👦".repeat(65)), null);
});

Deno.test("a password is taken exactly as typed, by its length alone", () => {
  const owner = { username: "maya.lind.x", name: "Maya Lind of" };
  const taken = (text: string) => "value" in parsePassword(text, owner);
  assert.deepEqual(parsePassword("  spaces matter to herons  ", owner), {
    value: "  spaces matter to herons  ",
  });
  for (
    const good of [
      "teneighths",
      "🐦🐦🐦🐦🐦🐦🐦🐦🐦🦩",
      "long".repeat(63) + "ends",
    ]
  ) {
    assert.ok(taken(good), good);
  }
  const bad = ["nineletter".slice(1), "aaaaaaaaaaaa", "Maya.Lind.X"];
  for (const one of [...bad, "maya lind of", "PASSWORD1234", "a".repeat(257)]) {
    assert.ok(!taken(one), one);
  }
});

Deno.test("people are found by folded words", () => {
  assert.deepEqual(searchWords("José María"), ["jose", "maria"]);
  assert.deepEqual(searchWords("joe.w-2"), ["joe", "w", "2"]);
  assert.deepEqual(searchWords("مُحَمَّد"), ["محمد"]);
});
