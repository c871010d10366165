/** The shared worker that holds a browser's one live connection. */
import { liveCore } from "../live_core.ts";

// Its name is that of `nameOf()`.
const core = liveCore("/live", self.name.slice("live ".length));

addEventListener("connect", (event) => {
  const port = (event as MessageEvent).ports[0]!;
  port.onmessage = ({ data }) =>
    core(data, (message) => port.postMessage(message));
});
