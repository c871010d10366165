/** The shared worker that holds a browser's one live connection. */
import { liveCore } from "../live_core.ts";

const core = liveCore("/live");

addEventListener("connect", (event) => {
  const port = (event as MessageEvent).ports[0]!;
  port.onmessage = ({ data }) =>
    core(data, (message) => port.postMessage(message));
});
