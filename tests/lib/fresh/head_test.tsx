import assert from "node:assert/strict";
import { App, type PageProps } from "fresh";
import { Head } from "fresh/runtime";
import type { ComponentChildren } from "preact";
import { reading } from "./ask.ts";

function Document({ Component }: PageProps) {
  return (
    <html>
      <head>
        <title>Site</title>
        <meta name="description" content="of the site" />
      </head>
      <body>
        <Component />
      </body>
    </html>
  );
}

/** Head and body of a page with this in it. */
async function parts(children: ComponentChildren) {
  const app = new App().appWrapper(Document)
    .route("/", { component: () => <main>{children}</main> });
  const html = await reading(app)("/");
  const [head = "", body = ""] = html.split("</head>");
  return { head, body };
}

Deno.test("what stands in Head goes to the document's head", async () => {
  const { head, body } = await parts(
    <>
      <p>Before</p>
      <Head>
        <link rel="author" href="/ana" />
      </Head>
      <p>After</p>
    </>,
  );
  assert.match(head, /<link rel="author" href="\/ana" ?\/?>/);
  assert.match(body, /<main><p>Before<\/p><p>After<\/p><\/main>/);
});

Deno.test("a title in Head takes the place of the wrapper's", async () => {
  const { head } = await parts(
    <Head>
      <title>Page & more</title>
    </Head>,
  );
  assert.match(head, /<title>Page &amp; more<\/title>/);
  assert.equal(head.match(/<title/g)?.length, 1);
});

Deno.test("a meta of the same name takes the place of the wrapper's", async () => {
  const { head } = await parts(
    <Head>
      <meta name="description" content="of the page" />
      <meta name="robots" content="noindex" />
    </Head>,
  );
  assert.match(head, /content="of the page"/);
  assert.ok(!head.includes("of the site"));
  assert.match(head, /content="noindex"/);
});

Deno.test("of two titles the later one counts", async () => {
  const { head } = await parts(
    <>
      <Head>
        <title>First</title>
      </Head>
      <Head>
        <title>Second</title>
      </Head>
    </>,
  );
  assert.match(head, /<title>Second<\/title>/);
  assert.ok(!head.includes("First"));
});

Deno.test("Head works without an app wrapper", async () => {
  const app = new App().route("/", {
    component: () => (
      <p>
        <Head>
          <title>Alone</title>
        </Head>
      </p>
    ),
  });
  const html = await reading(app)("/");
  assert.match(html, /<head>.*<title>Alone<\/title>.*<\/head>/);
});
