import assert from "node:assert/strict";
import { counter, gauge, histogram, printMetrics } from "@/lib/http/metrics.ts";

Deno.test("printMetrics() prints what Prometheus reads", () => {
  counter("test_total", "Things.").add(2, { kind: 'a"b' });
  gauge("test_now", "Now.", () => 1);
  gauge("test_now", "Now.", () => 5);
  histogram("test_seconds", "Time.", [1, 2]).observe(1.5);
  assert.equal(
    printMetrics(),
    `# HELP test_total Things.
# TYPE test_total counter
test_total{kind="a\\"b"} 2
# HELP test_now Now.
# TYPE test_now gauge
test_now 5
# HELP test_seconds Time.
# TYPE test_seconds histogram
test_seconds_bucket{le="1"} 0
test_seconds_bucket{le="2"} 1
test_seconds_bucket{le="+Inf"} 1
test_seconds_sum 1.5
test_seconds_count 1
`,
  );
  assert.throws(() => counter("Bad name", ""), /Not the name/);
});
