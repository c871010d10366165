import assert from "node:assert/strict";
import fc from "fast-check";
import { clientNet, netOf } from "@/lib/http/client_net.ts";

Deno.test("netOf() is the IPv4 address, or the /64 of an IPv6 address", () => {
  assert.equal(netOf("192.0.2.7"), "192.0.2.7");
  assert.equal(netOf("::ffff:192.0.2.7"), "192.0.2.7");
  assert.equal(netOf("::ffff:c000:207"), "192.0.2.7");
  assert.equal(netOf("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  assert.equal(netOf("[2001:DB8:1:2::6]"), "2001:db8:1:2::/64");
  assert.equal(netOf("2001:db8::1"), "2001:db8:0:0::/64");
  assert.equal(netOf("::1"), "0:0:0:0::/64");
  assert.equal(netOf("fe80::1%eth0"), "fe80:0:0:0::/64");
  for (
    const wrong of ["", "nobody", "1:2", "1::2::3", "1:2:3:4:5:6:7:8:9", "g::"]
  ) {
    assert.equal(netOf(wrong), "unknown", wrong);
  }
});

Deno.test("netOf() takes any text, and every address of a /64 for one", () => {
  fc.assert(fc.property(fc.string(), (text) => void netOf(text)));
  fc.assert(fc.property(fc.ipV6(), (address) => {
    assert.notEqual(netOf(address), "unknown");
  }));
});

Deno.test("clientNet() believes the last hop of a trusted proxy only", () => {
  const info = {
    remoteAddr: { transport: "tcp", hostname: "10.0.0.1", port: 1 } as const,
  };
  const req = (hops?: string) =>
    new Request("http://a/", {
      headers: hops ? { "x-forwarded-for": hops } : {},
    });
  assert.equal(clientNet(info, req("1.1.1.1"), false), "10.0.0.1");
  assert.equal(clientNet(info, req("1.1.1.1, 2.2.2.2"), true), "2.2.2.2");
  assert.equal(clientNet(info, req("2.2.2.2:4711"), true), "2.2.2.2");
  assert.equal(clientNet(info, req(), true), "10.0.0.1");
  const socket = { remoteAddr: { transport: "unix", path: "/s" } as const };
  assert.equal(clientNet(socket, req(), false), "local");
});
