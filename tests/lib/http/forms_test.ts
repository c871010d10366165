import assert from "node:assert/strict";
import fc from "fast-check";
import { Invalid, Problem } from "@/lib/errors.ts";
import { parseUrlEncoded } from "@/lib/http/form_fields.ts";
import { formLimit, readForm } from "@/lib/http/forms.ts";

const urlEncoded = "application/x-www-form-urlencoded";

function post(body: BodyInit | null, type?: string): Request {
  const req = new Request("http://localhost/", { method: "POST", body });
  if (type === "") req.headers.delete("content-type");
  else if (type) req.headers.set("content-type", type);
  return req;
}

async function statusFor(req: Request, limit?: number): Promise<number> {
  try {
    await readForm(req, limit === undefined ? {} : { limit });
    return 200;
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error.status;
  }
}

Deno.test("readForm() reads urlencoded and multipart alike", async () => {
  const data = new FormData();
  data.append("text", "grüß\r\ndich");
  data.append("members", "ana");
  data.append("members", "ben");
  data.append("photo", new File(["abc"], "a.txt"));
  data.append("empty", new File([], ""));
  const form = await readForm(post(data));
  assert.equal(form.text("text"), "grüß\ndich");
  assert.deepEqual(form.all("members"), ["ana", "ben"]);
  assert.equal(form.files("photo")[0]?.name, "a.txt");
  assert.equal(form.files("empty").length, 0);
  assert.equal(form.text("nothing"), "");
  assert.equal(form.has("nothing"), false);

  const plain = await readForm(
    post("text=gr%C3%BC%C3%9F%0D%0Adich&members=ana&members=ben", urlEncoded),
  );
  assert.equal(plain.text("text"), "grüß\ndich");
  assert.deepEqual(plain.all("members"), ["ana", "ben"]);
});

Deno.test("readForm() keeps what was typed byte for byte, but no secrets", async () => {
  const form = await readForm(
    post(
      "text=a%0D%0Ab&password=p&new_password=p&code=1&csrf=t&__proto__=x",
      urlEncoded,
    ),
  );
  assert.deepEqual(Object.entries(form.kept), [["text", "a\r\nb"], [
    "__proto__",
    "x",
  ]]);
  assert.equal(form.text("password"), "p");
});

Deno.test("readForm() gives the same form when it is asked again", async () => {
  const req = post("a=1", urlEncoded);
  assert.equal(await readForm(req), await readForm(req));
});

Deno.test("readForm() has a status for every wrong body", async () => {
  assert.equal(await statusFor(post("{}", "application/json")), 415);
  assert.equal(await statusFor(post("a=1", "text/plain")), 415);
  assert.equal(await statusFor(post(new Uint8Array([1]), "")), 415);
  assert.equal(await statusFor(post("", urlEncoded)), 400);
  assert.equal(await statusFor(post(null)), 400);
  assert.equal(await statusFor(post("x", "multipart/form-data")), 400);
  assert.equal(
    await statusFor(post("x", "multipart/form-data; boundary=b")),
    400,
  );
  assert.equal(
    await statusFor(post("--b\r\nbroken", "multipart/form-data; boundary=b")),
    400,
  );
  assert.equal(await statusFor(post(new Uint8Array([0xff]), urlEncoded)), 400);
  assert.equal(
    await statusFor(post("a=" + "x".repeat(formLimit), urlEncoded)),
    413,
  );
  assert.equal(
    await statusFor(post("a=" + "x".repeat(100), urlEncoded), 99),
    413,
  );
  assert.equal(await statusFor(post("a=&".repeat(1_001), urlEncoded)), 400);
  assert.equal(await statusFor(post("a=100%&b=%zz", urlEncoded)), 200);
});

Deno.test("readForm() refuses damaged text at its field", async () => {
  const multipart = (bytes: number[]) => {
    const head = new TextEncoder().encode(
      '--b\r\ncontent-disposition: form-data; name="text"\r\n\r\n',
    );
    const tail = new TextEncoder().encode("\r\n--b--\r\n");
    return post(
      new Uint8Array([...head, ...bytes, ...tail]),
      "multipart/form-data; boundary=b",
    );
  };
  for (
    const req of [
      post("text=%ED%A0%80&other=fine", urlEncoded),
      post("text=%ff", urlEncoded),
      post("text=a%00b", urlEncoded),
      multipart([0xed, 0xa0, 0x80]),
      multipart([0]),
    ]
  ) {
    await assert.rejects(readForm(req), (error) => {
      assert.ok(error instanceof Invalid);
      assert.deepEqual(Object.keys(error.fields), ["text"]);
      return true;
    });
  }
  // U+FFFD that was typed is a character like any other.
  assert.equal(
    (await readForm(multipart([0xef, 0xbf, 0xbd]))).text("text"),
    "\ufffd",
  );
});

Deno.test("parseUrlEncoded() reads whatever URLSearchParams writes", () => {
  const field = fc.tuple(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: "grapheme" }),
  );
  fc.assert(
    fc.property(fc.array(field, { minLength: 1 }), (fields) => {
      const text = new URLSearchParams(fields).toString();
      assert.deepEqual(parseUrlEncoded(text), fields);
    }),
  );
});

Deno.test("readForm() gives a form or a Problem for any bytes of any type", async () => {
  const type = fc.oneof(
    fc.constantFrom(
      urlEncoded,
      "multipart/form-data; boundary=b",
      "multipart/form-data",
      "multipart/mixed; boundary=b",
      urlEncoded + "; charset=utf-16",
    ),
    fc.stringMatching(/^[ -~]{0,30}$/),
  );
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string().map((text) => new TextEncoder().encode("--b\r\n" + text)),
  );
  await fc.assert(
    fc.asyncProperty(type, body, async (kind, bytes) => {
      const status = await statusFor(post(new Uint8Array(bytes), kind));
      assert.ok([200, 400, 415, 422].includes(status));
    }),
    { numRuns: 300 },
  );
});
