import assert from "node:assert/strict";
import { parsePassword, useServerName } from "@/lib/accounts/password_rules.ts";

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
  assert.equal(refusal("harbour-cafe 1"), "");
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

Deno.test("the list is long, sorted, in lower case, and says where it is from", async () => {
  const path = "lib/accounts/_common_passwords.txt";
  const text = await Deno.readTextFile(path);
  assert.match(text, /^# \d+ common passwords[\s\S]*# Source: none\./);
  const words = text.replace(/^#.*$/gm, "").match(/\S+/g)!;
  assert.ok(words.length > 3_000);
  assert.equal(new Set(words).size, words.length);
  for (const word of words) assert.equal(word, word.toLowerCase());
});
