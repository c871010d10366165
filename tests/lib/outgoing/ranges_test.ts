import assert from "node:assert/strict";
import fc from "fast-check";
import { isPublic, publicRanges } from "@/lib/outgoing/ranges.ts";
import { parsePrivateHosts } from "@/lib/outgoing/private_hosts.ts";

Deno.test("isPublic() takes addresses of the open internet only, in any clothes", () => {
  for (
    const address of [
      "8.8.8.8",
      "1.1.1.1",
      "172.15.255.255",
      "172.32.0.0",
      "100.128.0.1",
      "::ffff:8.8.8.8",
      "2606:4700:4700::1111",
    ]
  ) assert.ok(isPublic(address), address);
  for (
    const address of [
      "",
      "example.org",
      "0.0.0.0",
      "0.1.2.3",
      "10.0.0.1",
      "100.64.0.1",
      "127.0.0.1",
      "127.255.255.254",
      "169.254.169.254",
      "172.16.0.1",
      "172.31.255.255",
      "192.0.0.170",
      "192.0.2.1",
      "192.168.1.1",
      "198.18.0.1",
      "198.51.100.1",
      "203.0.113.1",
      "224.0.0.1",
      "240.0.0.1",
      "255.255.255.255",
      "::",
      "::1",
      "::127.0.0.1",
      "::8.8.8.8",
      "::ffff:127.0.0.1",
      "::ffff:a9fe:a9fe",
      "64:ff9b::808:808",
      "64:ff9b::7f00:1",
      "64:ff9b:1::1",
      "100::1",
      "2001::1",
      "2001:db8::1",
      "2002:808:808::1",
      "3fff::1",
      "fc00::1",
      "fd00:ec2::254",
      "fe80::1",
      "fec0::1",
      "ff02::1",
    ]
  ) assert.ok(!isPublic(address), address);
});

function within(range: string, address: number): boolean {
  const [start, bits] = range.split("/");
  const first = start!.split(".").reduce((sum, one) => sum * 256 + +one, 0);
  return address >= first && address < first + 2 ** (32 - Number(bits));
}

Deno.test("publicRanges() hold what isPublic() takes, and nothing private", () => {
  const ranges = publicRanges();
  // The few that IANA keeps for its own name servers are no way into a network.
  const iana = /^192\.(31\.196|52\.193|88\.99|175\.48)\./;
  fc.assert(
    fc.property(
      fc.oneof(
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.constantFrom(
          0x0a000000,
          0x7f000001,
          0xa9fea9fe,
          0xac100000,
          0xac1fffff,
          0xac200000,
          0xc0a80000,
          0x64400000,
          0xe0000000,
          0x01000000,
          0xdfffffff,
        ),
      ),
      (number) => {
        const address = [24, 16, 8, 0].map((by) =>
          Math.floor(number / 2 ** by) % 256
        ).join(".");
        if (iana.test(address)) return;
        const held = ranges.filter((one) => within(one, number)).length;
        assert.equal(held, isPublic(address) ? 1 : 0, address);
      },
    ),
    { numRuns: 5_000 },
  );
});

Deno.test("parsePrivateHosts() reads hosts with ports, and refuses everything else", () => {
  assert.deepEqual(parsePrivateHosts(""), []);
  assert.deepEqual(
    parsePrivateHosts(" Login.LAN:443 ,127.1:80,[FD00::5]:8443, "),
    ["login.lan:443", "127.0.0.1:80", "[fd00::5]:8443"],
  );
  for (
    const wrong of [
      "login.lan",
      "10.0.0.0/8",
      "10.0.0.0/8:80",
      "https://login.lan:443",
      "a@login.lan:443",
      "login.lan:443/path",
      "login.lan:99999",
      "login.lan:443?x",
      "a b:80",
    ]
  ) assert.equal(parsePrivateHosts(wrong), null, wrong);
});
