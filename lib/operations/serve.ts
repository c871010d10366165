/** The server's life: settings, lock, store, listening, and a quiet end. */
import { noteStopping, whenReady } from "@/lib/http/health.ts";
import { loadSettings } from "@/lib/http/load_settings.ts";
import { flushLog, log, useLog } from "@/lib/http/log.ts";
import { bodiesArriving } from "@/lib/http/open_requests.ts";
import {
  type Settings,
  SettingsError,
  useSettings,
} from "@/lib/http/settings.ts";
import { startJobs } from "@/lib/jobs/start.ts";
import { countSecrets } from "@/lib/kv/change_secret.ts";
import { FolderInUse, lockFolder } from "@/lib/kv/lock.ts";
import {
  openStore,
  type Store,
  StoreRefused,
  useStore,
} from "@/lib/kv/store.ts";
import { hub } from "@/lib/live/hub.ts";
import { planOrphanSweep, sweepLeftovers } from "@/lib/files/sweep.ts";
import { openBlobStore } from "@/lib/operations/open_blob_store.ts";
import { isNew } from "@/lib/accounts/find.ts";
import { usePasswords } from "@/lib/accounts/password.ts";
import { useServerName } from "@/lib/accounts/password_rules.ts";
import { useMail } from "@/lib/mail/mail_settings.ts";
import { planForgetting } from "@/lib/accounts/forget_places.ts";
import { keepPlacesFor } from "@/lib/accounts/places.ts";
import { connectInstances } from "@/lib/operations/connect_instances.ts";
import "@/lib/operations/live_metrics.ts";
import { useOutgoing } from "@/lib/outgoing/policy.ts";
import { planNights } from "@/lib/messages/retention.ts";
import { noteStart } from "@/lib/operations/note_start.ts";

/** Exit codes that a service manager and a person can tell apart. */
const BAD_SETTINGS = 2;
/** The folder or the port is not for this process. */
const NOT_OURS = 3;

/** After a signal: how long forms under way may still arrive, and answers may take. */
const ARRIVING = 2_000;
const DRAIN = 2_000;

/** Makes the handler once settings and store are in use. */
type Compose = (settings: Settings) => Deno.ServeHandler;

/** Serves until a signal ends it. Exits 2 for bad settings, 3 when the folder is in use or sealed with another key. */
export async function serve(compose: Compose): Promise<void> {
  const given = orExit(() => loadSettings());
  useLog(given.logLevel);
  useOutgoing({ open: given.outgoing, privateHosts: given.privateHosts });
  const release = given.kvUrl
    ? null
    : await lockFolder(given.dataDir, given.origin).catch(exitIf(FolderInUse));
  const store = await openStore(
    given.kvUrl ?? `${given.dataDir}/parley.db`,
    given.secret,
  ).catch(exitIf(StoreRefused));
  useStore(store);
  // From here on no key hangs on SECRET_KEY itself, which may be changed.
  const settings = { ...given, secret: store.secret };
  useSettings(settings);
  const blobs = await openBlobStore(store, settings)
    .catch(exitIf(StoreRefused));
  usePasswords({ secret: settings.secret });
  useServerName(new URL(settings.origin).hostname);
  useMail(settings.mail);
  keepPlacesFor(settings.addressDays);
  await noteStart();
  await warnOfSecrets(store);
  whenReady("store", async () => (await store.kv.get(["ready"])) !== null);
  const disconnect = store.shared ? connectInstances() : null;
  await planForgetting();
  await sweepLeftovers();
  await planOrphanSweep();
  await planNights();
  const stopJobs = startJobs();
  const server = listenOrExit(settings, () =>
    Deno.serve({
      port: settings.port,
      hostname: "0.0.0.0",
      automaticCompression: true,
      ...settings.tls,
      onListen: ({ port }) => void greet(settings, port),
    }, compose(settings)));
  onSignal(async () => {
    noteStopping();
    await allArrived();
    // Again and again: a stream may have been about to open.
    setInterval(() => hub.endAll(), 100);
    hub.endAll();
    // Not by the server's signal: aborting after `shutdown()` throws. Whoever is
    // still there after that is cut off when the process ends.
    await Promise.race([server.shutdown(), after(DRAIN)]);
    disconnect?.();
    await stopJobs();
    await end(store);
    if (blobs) await end(blobs);
    await release?.();
    log("info", "stopped", {});
    flushLog();
    Deno.exit(0);
  });
  await server.finished;
}

/** An earlier secret that still opens the store is one too many, unless it is just being changed. */
async function warnOfSecrets({ kv }: Store): Promise<void> {
  if (await countSecrets(kv) < 2) return;
  log("warn", "earlier_secret", { "ended-by": "deno task secret:settle" });
}

/** `shutdown()` takes unread bodies away, so what is being sent is read first. */
async function allArrived(): Promise<void> {
  const last = Date.now() + ARRIVING;
  while (bodiesArriving() > 0 && Date.now() < last) await after(20);
}

function after(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

async function end(store: Store): Promise<void> {
  await store.idle();
  store.close();
}

/** Whoever starts it for the first time is told what to do next. */
async function greet(settings: Settings, port: number): Promise<void> {
  const address = settings.originGiven
    ? settings.origin
    : `${settings.tls ? "https" : "http"}://localhost:${port}`;
  console.log(`Parley is ready at ${address}`);
  if (await isNew()) {
    console.log(
      "Nobody has an account yet. Open that address and sign up: the first account becomes the administrator.",
    );
  }
}

/** A port that somebody else has is said in words, too. */
function listenOrExit<T>({ port }: Settings, listen: () => T): T {
  try {
    return listen();
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    console.error(
      `Port ${port} is in use by another program. Stop that one first, or set PORT to another number.`,
    );
    Deno.exit(NOT_OURS);
  }
}

/** For a folder or store that cannot be ours: its sentence, and the end. */
function exitIf(
  kind: typeof FolderInUse | typeof StoreRefused,
): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof kind)) throw error;
    console.error(error.message);
    Deno.exit(NOT_OURS);
  };
}

function orExit<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    for (const sentence of error.sentences) console.error(sentence);
    Deno.exit(BAD_SETTINGS);
  }
}

function onSignal(then: () => Promise<void>): void {
  let begun = false;
  const once = () => {
    if (begun) return;
    begun = true;
    void then();
  };
  Deno.addSignalListener("SIGINT", once);
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", once);
}
