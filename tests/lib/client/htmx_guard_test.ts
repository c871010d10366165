import assert from "node:assert/strict";
import {
  isOurFragment,
  leadsElsewhere,
  makeGuard,
} from "@/lib/client/htmx_guard.ts";

/** A response as a same-origin fetch gives it. */
function answer(headers: Record<string, string>, type = "basic") {
  const raw = { type } as Response;
  return { response: { raw, status: 200, headers: new Headers(headers) } };
}

Deno.test("nothing is parsed outside a swap", () => {
  const guard = makeGuard();
  const request = {};
  assert.throws(() => guard.rules.createHTML("<b>hi</b>"), TypeError);
  guard.enter(request);
  assert.equal(guard.rules.createHTML("<b>hi</b>"), "<b>hi</b>");
  guard.leave(request);
  assert.throws(() => guard.rules.createHTML("<b>hi</b>"), TypeError);
});

Deno.test("two swaps at once do not close each other's door", () => {
  const guard = makeGuard();
  const [one, two] = [{}, {}];
  guard.enter(one);
  guard.enter(two);
  guard.leave(one);
  assert.equal(guard.rules.createHTML("<p>"), "<p>");
  guard.leave(one);
  guard.leave(two);
  assert.throws(() => guard.rules.createHTML("<p>"), TypeError);
});

Deno.test("a fragment that carries what our renderer never writes is refused", () => {
  const guard = makeGuard();
  guard.enter({});
  for (
    const text of [
      "<script>1</script>",
      "<p><SCRIPT src=/x.js></SCRIPT>",
      "<iframe srcdoc=x>",
      '<meta name="htmx-config" content="{}">',
      "<base href=//evil>",
    ]
  ) assert.throws(() => guard.rules.createHTML(text), TypeError);
  assert.throws(() => guard.rules.createScript("1"), TypeError);
  assert.equal(
    guard.rules.createHTML("<p>&lt;script&gt;"),
    "<p>&lt;script&gt;",
  );
});

Deno.test("only an answer of our own server, marked as a fragment, is swapped", () => {
  assert.equal(isOurFragment(answer({ "x-fragment": "1" })), true);
  assert.equal(isOurFragment(answer({})), false);
  assert.equal(isOurFragment(answer({ "x-fragment": "1" }, "cors")), false);
  assert.equal(isOurFragment({}), false);
  assert.equal(leadsElsewhere(answer({ "hx-redirect": "/" })), true);
  assert.equal(leadsElsewhere(answer({})), false);
});
