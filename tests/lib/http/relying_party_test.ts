import assert from "node:assert/strict";
import { relyingParty } from "@/lib/http/relying_party.ts";
import { parseSettings } from "@/lib/http/settings.ts";

function partyAt(address: string, ORIGIN?: string) {
  const settings = parseSettings(ORIGIN ? { ORIGIN } : {}, "k".repeat(40));
  return relyingParty(new Request(`${address}/sign-in/passkey`), settings);
}

Deno.test("passkeys are made for the public address, whatever a request says of itself", () => {
  const party = { id: "chat.example.org", origin: "https://chat.example.org" };
  for (const at of ["http://localhost:8000", "http://evil.example"]) {
    assert.deepEqual(partyAt(at, "https://chat.example.org"), party);
  }
  assert.deepEqual(partyAt("http://x", "https://chat.example.org:8443"), {
    id: "chat.example.org",
    origin: "https://chat.example.org:8443",
  });
});

Deno.test("without a public address only this machine has passkeys", () => {
  assert.deepEqual(partyAt("http://localhost:8000"), {
    id: "localhost",
    origin: "http://localhost:8000",
  });
  for (
    const at of [
      "http://chat.example.org",
      "https://chat.example.org",
      "http://192.0.2.7:8000",
      "http://127.0.0.1:8000",
      "http://[::1]:8000",
      "http://localhost.evil.example",
    ]
  ) assert.equal(partyAt(at), null, at);
});

Deno.test("plain http and bare addresses have none", () => {
  for (const origin of ["http://chat.example.org", "https://192.0.2.7"]) {
    assert.equal(partyAt("http://localhost:8000", origin), null, origin);
  }
});
