/** Live delivery on `/metrics`; `lib/live` itself knows nothing of HTTP. */
import { gauge } from "@/lib/http/metrics.ts";
import { gauges } from "@/lib/live/gauges.ts";

gauge("parley_streams", "Streams and logs open now.", () => gauges.streams);
gauge(
  "parley_events_delivered",
  "Events written to streams since the start.",
  () => gauges.delivered,
);
gauge(
  "parley_streams_dropped",
  "Streams ended because their reader did not keep up.",
  () => gauges.droppedSlow,
);
gauge(
  "parley_streams_reset",
  "Streams told to fetch the page anew.",
  () => gauges.resets,
);
