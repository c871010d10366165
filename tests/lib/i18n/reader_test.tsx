import assert from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import { languages, readerFor } from "@/lib/i18n/catalog.ts";
import { phrasesFor, readerProps } from "@/lib/i18n/island_phrases.ts";
import { clientReader, ReaderContext, useReader } from "@/lib/i18n/reader.ts";

Deno.test("clientReader() says in the browser what the server says", () => {
  for (const language of languages) {
    const server = readerFor(language, "Europe/Paris");
    const props = readerProps(server, [
      "error.too_many",
      "common.save",
      "error.log_id",
    ]);
    // What crosses to the browser is plain data.
    const client = clientReader(JSON.parse(JSON.stringify(props)));
    for (const seconds of [0, 1, 2, 3, 10, 11, 99, 100, 1_234]) {
      assert.equal(
        client.t("error.too_many", { seconds }),
        server.t("error.too_many", { seconds }),
      );
    }
    assert.equal(client.t("common.save"), server.t("common.save"));
    assert.equal(
      client.t("error.log_id", { id: "{id}" }),
      server.t("error.log_id", { id: "{id}" }),
    );
    assert.equal(client.direction, server.direction);
    assert.equal(client.time(0), server.time(0));
  }
});

Deno.test("clientReader() shows the key of a phrase its island did not name", () => {
  const client = clientReader(readerProps(readerFor("en", "UTC"), []));
  assert.equal(client.t("common.save"), "common.save");
});

Deno.test("phrasesFor() sends only the forms that differ", () => {
  const phrases = phrasesFor(readerFor("en", "UTC"), [
    "error.too_many",
    "common.save",
  ]);
  assert.deepEqual(Object.keys(phrases), [
    "error.too_many",
    "error.too_many#seconds:one",
    "common.save",
  ]);
});

function Save() {
  return <button type="button">{useReader().t("common.save")}</button>;
}

Deno.test("useReader() gives the reader of the page, and says when there is none", () => {
  const html = renderToString(
    <ReaderContext.Provider value={readerFor("ar", "UTC")}>
      <Save />
    </ReaderContext.Provider>,
  );
  assert.equal(html, '<button type="button">حفظ</button>');
  assert.throws(() => renderToString(<Save />), /No reader/);
});
