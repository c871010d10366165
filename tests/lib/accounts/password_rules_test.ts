import assert from "node:assert/strict";
import { dictionary } from "@zxcvbn-ts/language-common";
import { WordList } from "@/lib/accounts/_word_list.ts";
import { parsePassword, useServerName } from "@/lib/accounts/password_rules.ts";
import { listWords } from "@/lib/operations/build_word_list.ts";
import { root } from "@/tests/support/server.ts";

const owner = { username: "maya.lind", name: "Maya Lindqvist" };

/** The last word of the sentence's key; empty when the password is taken. */
function refusal(text: string, of: typeof owner = owner): string {
  const parsed = parsePassword(text, of);
  return "problem" in parsed ? parsed.problem.key.split("password_")[1]! : "";
}

Deno.test("well-known passwords are refused however they are spelt and whatever numbers follow", () => {
  for (
    const text of [
      "password123",
      "P4$$w0rd2024",
      "Passw0rd!!",
      "  password  ",
      "iloveyou12345",
      "I love you 2026",
      "sunshine1987!",
      "Dragon-Monkey-99",
      "correct horse battery staple",
      "letmein letmein",
      "monkeyyyyyyy",
      "administrator",
      "Winter2025!!!",
      "contraseña1",
      "motdepasse75",
      "Liverpool2020",
      "trustno1trustno1",
      "كلمة المرور 123",
      "пароль12345",
    ]
  ) assert.equal(refusal(text), "common", text);
});

Deno.test("rows of keys, sequences, years and repetitions are refused", () => {
  for (
    const text of [
      "1234567890",
      "0987654321",
      "qwertzuiop",
      "1qaz2wsx3edc",
      "1q2w3e4r5t6y",
      "zyxwvutsrqp",
      "aaaaaaaaaaaab",
      "aaaaabbbbbccccc",
      "abxabxabxabx",
      "1999200020012002",
      "xk7xk7xk7xk7xk7",
      "йцукенгшщзх",
      "ضصثقفغعهخحج",
    ]
  ) {
    assert.ok(
      /pattern|common/.test(refusal(text)),
      `${text}: ${refusal(text)}`,
    );
  }
});

Deno.test("names others know are refused: of the owner, the product and the server", () => {
  useServerName("chat.harbour-cafe.example");
  try {
    for (
      const text of [
        "Maya.Lind",
        "maya.lind.maya",
        "lindqvist1990",
        "M4ya L1ndqvist 99",
        "parley2026!",
        "Parley-Parley",
        "harbour-cafe 1",
        "chat.harbour-cafe.example",
      ]
    ) {
      if ([...text].length < 10) continue;
      assert.equal(refusal(text), "personal", text);
    }
  } finally {
    useServerName("localhost");
  }
  assert.notEqual(refusal("harbour-cafe 1"), "personal");
});

Deno.test("length is enough: words, other scripts and random letters are taken as they are typed", () => {
  for (
    const text of [
      "three calm herons",
      "another three calm herons",
      "maya saw three calm herons",
      "password kettle ravine 1",
      "correct horse battery",
      "dragon 8471920475",
      "k7#qP!z2Lm@9",
      "V4n8rTq2Wx",
      "ثلاثة طيور هادئة",
      "tre lugna hägrar",
      "e\u0301te\u0301 a\u0300 la mer bleue",
      " leading and trailing ",
      "x".repeat(100) + "heron" + "y".repeat(151),
    ]
  ) assert.deepEqual(parsePassword(text, owner), { value: text }, text);
});

Deno.test("256 characters are taken and 257 are not, whatever they take in bytes", () => {
  const heron = "heron on a pier ";
  const longest = Array.from(
    { length: 256 },
    (_, i) => i % 7 === 0 ? "🐦" : heron[(i * i) % heron.length],
  ).join("");
  assert.equal([...longest].length, 256);
  assert.equal(refusal(longest), "");
  assert.equal(refusal(longest + "x"), "long");
});

Deno.test("judging the longest and worst password takes no time to speak of", () => {
  const before = performance.now();
  const names = { username: "a".repeat(300), name: "ab ".repeat(200) };
  for (const unit of ["1", "a1@!", "qwe", "pass word "]) {
    refusal(`${unit.repeat(256).slice(0, 250)}heron`, names);
  }
  assert.ok(performance.now() - before < 400);
});

Deno.test("the list of the build has every published password and our own, in bounded room", async () => {
  const words = await listWords(root);
  const bytes = await Deno.readFile(`${root}_fresh/common_passwords.bin`);
  const list = new WordList(bytes);
  assert.ok(words.size > 49_000, `${words.size}`);
  for (const word of words) assert.ok(list.has(word), word);
  assert.ok(bytes.length < 1_000_000, `${bytes.length} bytes`);
  let wrong = 0;
  for (let i = 0; i < 200_000; i++) if (list.has(`no such word ${i}`)) wrong++;
  assert.equal(wrong, 0);
});

Deno.test("breached passwords nobody would think of are refused too", () => {
  for (const text of ["bhrh0h2oof6xbqjeh", "87654321vv", "xpcrew2024"]) {
    assert.match(refusal(text), /common|pattern/, text);
  }
});

Deno.test("our own words are sorted, in lower case, and not in the published list", async () => {
  const text = await Deno.readTextFile(
    `${root}lib/accounts/_common_passwords.txt`,
  );
  assert.match(text, /^# \d+ [\s\S]*# Source: none\./);
  const words = text.replace(/^#.*$/gm, "").match(/\S+/g)!;
  assert.equal(Number(/\d+/.exec(text)![0]), words.length);
  assert.deepEqual(words, [...new Set(words)].sort());
  const published = new Set(dictionary["passwords-common"]);
  for (const word of words) {
    assert.equal(word, word.toLowerCase());
    assert.ok(!published.has(word), word);
  }
});
