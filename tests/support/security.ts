/** The headers every answer must carry, whatever it is. */
import assert from "node:assert/strict";
import { faultsOf } from "./html_faults.ts";

const POLICY: Record<string, string> = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self' blob:",
  "media-src": "'self' blob:",
  "font-src": "'self'",
  "connect-src": "'self'",
  "worker-src": "'self'",
  "manifest-src": "'self'",
  "form-action": "'self'",
  "base-uri": "'none'",
  "object-src": "'none'",
  "require-trusted-types-for": "'script'",
  "report-to": "csp",
  "report-uri": "/csp-report",
};

const ALWAYS: Record<string, string> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "origin-agent-cluster": "?1",
};

/** What may be different on some answers. */
export interface Expected {
  /** The framed log may be framed by us. */
  readonly framed?: boolean;
  /** A page that frames the log. */
  readonly frames?: boolean;
  readonly https?: boolean;
}

/** Every header of the list, on any answer. */
export function assertSecure(
  headers: Headers,
  where: string,
  expected: Expected = {},
): void {
  for (const [name, value] of Object.entries(ALWAYS)) {
    assert.equal(headers.get(name), value, `${name} of ${where}`);
  }
  const file = /^(text\/(css|javascript)|image\/)/.test(
    headers.get("content-type") ?? "",
  );
  if (file) return assertFile(headers, where, expected);
  const policy = new Map(
    (headers.get("content-security-policy") ?? "").split("; ").map((part) => {
      const at = part.indexOf(" ");
      return [part.slice(0, at), part.slice(at + 1)] as const;
    }),
  );
  for (const [name, value] of Object.entries(POLICY)) {
    assert.equal(policy.get(name), value, `${name} of ${where}`);
  }
  const self = (is: boolean | undefined) => is ? "'self'" : "'none'";
  assert.equal(policy.get("frame-ancestors"), self(expected.framed), where);
  assert.equal(policy.get("frame-src"), self(expected.frames), where);
  assert.ok(!/unsafe/.test([...policy.values()].join()), where);
  assert.equal(
    headers.get("x-frame-options"),
    expected.framed ? "SAMEORIGIN" : "DENY",
    where,
  );
  const powers = headers.get("permissions-policy") ?? "";
  for (const power of ["camera=(self)", "geolocation=()", "usb=()"]) {
    assert.ok(powers.includes(power), `${power} of ${where}`);
  }
  assertCommon(headers, where, expected);
}

/** A style sheet, script or picture may do nothing by itself; a worker's script may ask us. */
function assertFile(headers: Headers, where: string, expected: Expected): void {
  const policy = headers.get("content-security-policy") ?? "";
  const script = /javascript/.test(headers.get("content-type") ?? "");
  const allowed = script
    ? [
      "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'",
    ]
    : [
      "default-src 'none'; frame-ancestors 'none'",
      "default-src 'none'; sandbox",
    ];
  assert.ok(allowed.includes(policy), `${policy} of ${where}`);
  assert.equal(headers.get("x-frame-options"), "DENY", where);
  const powers = headers.get("permissions-policy") ?? "";
  for (const power of ["camera=()", "microphone=()", "geolocation=()"]) {
    assert.ok(powers.includes(power), `${power} of ${where}`);
  }
  assertCommon(headers, where, expected);
}

function assertCommon(
  headers: Headers,
  where: string,
  expected: Expected,
): void {
  const hsts = headers.get("strict-transport-security");
  assert.equal(
    hsts,
    expected.https ? "max-age=63072000; includeSubDomains" : null,
    where,
  );
  assert.ok(headers.get("cache-control"), `cache-control of ${where}`);
  assert.match(headers.get("x-request-id") ?? "", /^[0-9a-f]{16}$/, where);
  assert.equal(headers.get("server"), null, where);
  assert.equal(headers.get("x-powered-by"), null, where);
}

/** Words that only the inside of the program knows. */
const INSIDE =
  /\bat [^\s<]+ \(|\.tsx?:\d|\bfile:\/\/|\/lib\/(?:accounts|http|kv|live|messages|conversations|fresh)\/|node_modules|\bDeno\.|\b(?:Type|Reference|Range|Syntax)Error\b|\bKv[A-Z][a-z]|\bSQLite\b|\[object Object\]|\bundefined\b/;
/** Random letters, which may spell anything. */
const TOKENS = /name="csrf" value="[\w-]*"|"token":"[\w-]*"/g;

/** An answer with words in it is typed, well-formed and tells nothing of the inside. */
export function assertSound(
  headers: Headers,
  body: string,
  where: string,
): void {
  if (body === "") return;
  const type = headers.get("content-type") ?? "";
  assert.match(
    type,
    /^(text\/(html|plain|css)|application\/(problem\+)?json)\s*;\s*charset=utf-8$|^application\/(problem\+)?json$/i,
    where,
  );
  assert.equal(INSIDE.exec(body.replace(TOKENS, ""))?.[0], undefined, where);
  if (!/^text\/html/.test(type)) return;
  const kind = headers.get("x-fragment") === "1" ? "fragment" : "page";
  assert.deepEqual(faultsOf(body, kind), [], where);
}
