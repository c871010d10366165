import assert from "node:assert/strict";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Face, initials } from "@/components/controls/Face.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { Segmented } from "@/components/controls/Segmented.tsx";
import { draw } from "../_draw.tsx";

Deno.test("Field ties label, hint and complaint to its control", () => {
  const html = draw(
    <Field
      name="username"
      label="Username"
      hint="3 to 32 letters"
      error="It is taken"
      value={`a"b`}
      autocomplete="username"
    />,
  );
  assert.match(html, /<label for="field-username">Username<\/label>/);
  assert.match(html, /<input [^>]*id="field-username"/);
  assert.match(
    html,
    /aria-describedby="field-username-hint field-username-error"/,
  );
  assert.match(html, /aria-invalid="true"/);
  assert.match(html, /autocomplete="username"/);
  assert.match(html, /id="field-username-error" data-error-for="username"/);
  assert.match(html, /value="a&quot;b"/, "what was typed is kept");
});

Deno.test("Field says nothing about trouble when there is none", () => {
  const html = draw(<Field name="name" label="Name" />);
  assert.doesNotMatch(html, /aria-invalid|aria-describedby|data-error-for/);
});

Deno.test("Field never gives a password back", () => {
  const html = draw(
    <Field name="password" type="password" label="Password" value="secret" />,
  );
  assert.doesNotMatch(html, /secret/);
});

Deno.test("Field keeps a text area's first line break and the chosen option", () => {
  const lines = "\nhi";
  assert.match(
    draw(<Field name="text" label="Text" rows={3} value={lines} />),
    />\n\nhi<\/textarea>/,
  );
  const options = [
    { value: "en", label: "English" },
    { value: "ar", label: "العربية" },
  ];
  assert.match(
    draw(<Field name="l" label="L" options={options} value="ar" />),
    /<option +value="ar" +selected>/,
  );
});

Deno.test("ErrorSummary links every line to its field", () => {
  const html = draw(
    <ErrorSummary errors={{ name: "Give a name", kind: "Choose one" }} />,
  );
  assert.match(html, /role="alert"/);
  assert.match(html, /2 things need your attention/);
  assert.match(html, /<a class="link" href="#field-name">Give a name<\/a>/);
  assert.match(html, /href="#field-kind"/);
  assert.equal(draw(<ErrorSummary errors={{}} />), "");
});

Deno.test("Segmented is a named group of radio buttons with one chosen", () => {
  const html = draw(
    <Segmented
      name="kind"
      legend="For whom?"
      value="b"
      options={[{ value: "a", label: "A" }, { value: "b", label: "B" }]}
    />,
  );
  assert.match(html, /<fieldset [^>]*id="field-kind"/);
  assert.match(html, /<legend>For whom\?<\/legend>/);
  assert.match(html, /value="b" checked|checked value="b"/);
  assert.doesNotMatch(html, /value="a" checked|checked value="a"/);
});

Deno.test("initials() takes first and last word and cuts no sign in two", () => {
  assert.equal(initials("Maya Lind"), "ML");
  assert.equal(initials("ana maria da silva"), "AS");
  assert.equal(initials("Neighbours, block 7"), "NB");
  assert.equal(initials("👩‍🚀"), "👩‍🚀");
  assert.equal(initials("أمينة خليل"), "أ");
  assert.equal(initials("   "), "?");
});

Deno.test("Face shows a colour by number, never by style", () => {
  const html = draw(<Face name="Maya" hue={27} group size="large" />);
  assert.match(html, /class="face group large" data-hue="3"/);
  assert.doesNotMatch(html, /style=/);
});
