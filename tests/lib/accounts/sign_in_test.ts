import assert from "node:assert/strict";
import { passwords } from "@/lib/accounts/_keys.ts";
import { type Cost, usePasswords } from "@/lib/accounts/password.ts";
import { signUp } from "@/lib/accounts/sign_up.ts";
import { Invalid } from "@/lib/errors.ts";
import { read } from "@/lib/kv/read.ts";
import {
  comeIn,
  join,
  onNewServer,
  password,
  quickHash,
  visit,
} from "./_people.ts";

const secret = "a secret of tests";

function hashWith(cost: Cost): void {
  usePasswords({ secret, hasher: quickHash, cost });
}

const cheap: Cost = { memory: 8_192, passes: 1, lanes: 1 };
const dear: Cost = { memory: 47_104, passes: 2, lanes: 1 };

onNewServer(
  "A2 a password is hashed anew at a sign-in when the parameters have risen, and only then",
  async () => {
    hashWith(cheap);
    const { user } = await join("maya");
    const stored = async () => (await read(passwords, [user.id]))!;
    const first = await stored();
    assert.match(first.hash, /\$m=8192,t=1,p=1\$/);
    await comeIn({ username: "maya", password });
    assert.equal((await stored()).hash, first.hash, "nothing has risen");

    hashWith(dear);
    const wrong = { username: "maya", password: "three calm geese" };
    await assert.rejects(comeIn(wrong), Invalid);
    assert.equal((await stored()).hash, first.hash, "not for a wrong one");
    await comeIn({ username: "maya", password });
    const second = await stored();
    assert.match(second.hash, /\$m=47104,t=2,p=1\$/);
    assert.equal(second.changed, first.changed, "it is the same password");
    await comeIn({ username: "maya", password });
    assert.equal((await stored()).hash, second.hash);

    // What was made with more stays, should somebody ask for less again.
    hashWith(cheap);
    await comeIn({ username: "maya", password });
    assert.equal((await stored()).hash, second.hash);
  },
);

onNewServer(
  "A2 a password of up to 256 characters is good exactly as typed, and in no other way",
  async () => {
    const pier = "heron on a pier ";
    const longest = Array.from(
      { length: 256 },
      (_, i) => i % 7 === 0 ? "🐦" : pier[(i * i) % pier.length],
    ).join("");
    const all: Record<string, [right: string, ...wrong: string[]]> = {
      spaces: ["  two cold  geese ", "two cold  geese", "  two cold geese "],
      letters: ["Two COLD geese fly", "two cold geese fly"],
      composed: ["caf\u00e9 geese on ice", "cafe\u0301 geese on ice"],
      longest: [longest, longest + "x", longest.slice(0, -1)],
      arabic: ["ثلاثة طيور هادئة", "ثلاثه طيور هادئه"],
    };
    for (const [username, [right, ...wrong]] of Object.entries(all)) {
      const form = { username, name: username, password: right };
      await signUp(form, { registration: "open", invite: "" }, visit);
      await comeIn({ username, password: right });
      for (const password of wrong) {
        await assert.rejects(comeIn({ username, password }), Invalid, username);
      }
    }
    const form = { username: "noor", name: "Noor", password: longest + "x" };
    await assert.rejects(
      signUp(form, { registration: "open", invite: "" }, visit),
      Invalid,
    );
  },
);
