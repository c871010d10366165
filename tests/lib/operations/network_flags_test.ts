import assert from "node:assert/strict";
import { parseSettings, type RawSettings } from "@/lib/http/settings.ts";
import { networkFlags, resolversIn } from "@/lib/operations/network_flags.ts";
import { useResolver } from "@/lib/outgoing/resolve.ts";

async function listFor(raw: RawSettings): Promise<string[]> {
  const flags = await networkFlags(parseSettings(raw), [
    "10.9.9.9",
    "fd00::53",
  ]);
  return flags[0]!.replace("--allow-net=", "").split(",");
}

Deno.test("networkFlags() allow the port and nothing when going out is off and nothing is named", async () => {
  assert.deepEqual(await listFor({ OUTGOING: "off", PORT: "9000" }), [
    "0.0.0.0:9000",
  ]);
});

Deno.test("networkFlags() add the hosts of settings under their names and their addresses", async () => {
  const restore = useResolver((name, kind) =>
    Promise.resolve(
      name === "gone.lan" ? [] : kind === "A" ? ["10.0.0.7"] : ["fd00::7"],
    )
  );
  try {
    assert.deepEqual(
      await listFor({
        OUTGOING: "off",
        ORIGIN: "https://chat.lan",
        SMTP_URL: "smtp://mail.lan",
        S3_URL: "https://store.lan:9000/bucket",
        S3_ACCESS_KEY: "access",
        S3_SECRET_KEY: "secret",
        ALLOW_PRIVATE: "gone.lan:443",
      }),
      [
        "0.0.0.0:8000",
        "10.9.9.9:53",
        "[fd00::53]:53",
        "store.lan:9000",
        "10.0.0.7:9000",
        "[fd00::7]:9000",
        "mail.lan:587",
        "10.0.0.7:587",
        "[fd00::7]:587",
        "gone.lan:443",
      ],
    );
  } finally {
    restore();
  }
  const open = await listFor({});
  assert.ok(open.includes("8.0.0.0/7"));
  assert.ok(!open.includes("10.0.0.0/8"));
});

Deno.test("resolversIn() finds the servers of the name system and no nonsense", () => {
  assert.deepEqual(
    resolversIn(
      "# nameserver 9.9.9.9\nsearch lan\nnameserver 127.0.0.53\n  nameserver fe80::1%eth0\nnameserver evil --allow-all\n",
    ),
    ["127.0.0.53", "fe80::1"],
  );
});
