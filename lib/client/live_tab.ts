/**
 * One connection for all tabs where there are no shared workers: in the tab
 * that holds a lock, else in each tab.
 */
import { type LiveCore, liveCore } from "./live_core.ts";
import {
  attend,
  nameOf,
  newName,
  type Send,
  type SourceOptions,
} from "./live_source.ts";

/** Starts listening without a shared worker; returns a way to wake the connection up. */
export function listenInTab(options: SourceOptions): () => void {
  return navigator.locks && typeof BroadcastChannel === "function"
    ? listenByLeader(options)
    : listenAlone(options);
}

function listenByLeader(options: SourceOptions): () => void {
  const name = nameOf(options);
  const self = newName();
  const channel = new BroadcastChannel(name);
  let core: LiveCore | undefined;
  const send: Send = (request) => {
    if (!core) return channel.postMessage(request);
    core(
      request,
      (message) =>
        request.from === self
          ? options.on(message)
          : channel.postMessage({ to: request.from, message }),
    );
  };
  channel.onmessage = ({ data }) => {
    if (data.leads) hello();
    else if (data.to === self) options.on(data.message);
    else if (core && data.from) send(data);
  };
  const [hello, wake] = attend(options, self, send);
  navigator.locks.request(name, () => {
    core = liveCore(options.url, options.user);
    hello();
    channel.postMessage({ leads: true });
    // Held as long as this tab lives; then another one leads.
    return new Promise<never>(() => {});
  });
  return wake;
}

function listenAlone(options: SourceOptions): () => void {
  const core = liveCore(options.url, options.user);
  return attend(options, "", (request) => core(request, options.on))[1];
}
