/**
 * Fan-out: what a delivery costs the server, against the in-memory broadcaster
 * of the same transport in the same run. Durable: every message is committed
 * before anybody hears it. A message is sent when all have the one before, so
 * that no delivery shares a write with another.
 */
import { type Child, stopAll } from "./child.ts";
import type { Group, Sent } from "./listeners.ts";
import { median, range, report } from "./report.ts";
import { formPost, streamHead } from "./requests.ts";
import {
  serveBroadcast,
  type Served,
  serveDeeds,
  serveReal,
  startListeners,
} from "./server.ts";
import { found, gather, group, type Person, prepare } from "./world.ts";

/** How many conversations of how many listeners, and how often each is measured. */
export interface Shape {
  readonly name: string;
  readonly groups: number;
  readonly listeners: number;
  readonly messages: number;
  readonly lanes: number;
  readonly rounds: number;
}

export const SHAPES: readonly Shape[] = [
  {
    name: "1x1000",
    groups: 1,
    listeners: 1_000,
    messages: 100,
    lanes: 1,
    rounds: 5,
  },
  {
    name: "100x10",
    groups: 100,
    listeners: 10,
    messages: 2_000,
    lanes: 20,
    rounds: 5,
  },
];

/** What is sent, again and again. */
export const TEXT =
  "See you at the harbour at eight, and bring the long rope if you still have it";
/** Sent before anything counts, so that both sides run compiled code. */
const WARM_UP = 50;

interface Stage {
  readonly groups: { readonly people: Person[]; readonly id: string }[];
}

/** Something that delivers, with its listeners. */
interface Contestant {
  readonly name: string;
  readonly served: Served;
  readonly listeners: Child;
}

/** People and conversations of one shape, in a folder of their own. */
export async function stage(dataDir: string, shape: Shape): Promise<Stage> {
  return await prepare(dataDir, async () => {
    await found();
    const groups: { people: Person[]; id: string }[] = [];
    for (let i = 0; i < shape.groups; i++) {
      const people = await gather(shape.listeners, `g${i}listener`);
      const { id } = await group(people, `Group ${i}`);
      groups.push({ people, id });
    }
    return { groups };
  });
}

/** The streams of a shape on the real server, or on the one with the side door. */
export function groupsOf(
  { groups }: Stage,
  port: number,
  form: boolean,
): Group[] {
  return groups.map(({ people, id }) => ({
    heads: people.map(({ token }) => streamHead(port, token)),
    post: form ? formPost(people[0]!, port, id, TEXT) : {
      path: `/bench/${id}/${people[0]!.user.id}`,
      headers: {},
      body: `${TEXT}\n{id}`,
    },
  }));
}

function broadcastGroups(shape: Shape): Group[] {
  return Array.from({ length: shape.groups }, (_, i) => ({
    heads: Array.from(
      { length: shape.listeners },
      () => `GET /${i} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
    ),
    post: { path: `/${i}`, headers: {}, body: `${TEXT} {id}` },
  }));
}

/** Opens all streams on a server. @throws when one fails */
export async function attach(
  name: string,
  served: Served,
  groups: Group[],
  dataDir: string,
  needle?: string,
): Promise<Contestant> {
  const listeners = await startListeners();
  const file = `${dataDir}/${name}.json`;
  await Deno.writeTextFile(file, JSON.stringify(groups));
  const { open, failed } = await listeners.ask<
    { open: number; failed: number }
  >({ do: "open", port: served.port, file, needle });
  if (failed > 0) throw new Error(`${name}: ${failed} of ${open} failed`);
  return { name, served, listeners };
}

interface Round extends Sent {
  /** Microseconds of the server's CPU for one delivery. */
  readonly perDelivery: number;
}

/** Sends through one contestant and weighs its server. */
export async function measure(
  { served, listeners }: Contestant,
  messages: number,
  lanes: number,
): Promise<Round> {
  const before = served.child.cpu();
  const sent = await listeners.ask<Sent>({ do: "send", messages, lanes });
  const used = served.child.cpu() - before;
  return { ...sent, perDelivery: used * 1e6 / sent.deliveries };
}

async function run(shape: Shape): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "parley-bench-" });
  try {
    // Each server has a store of its own: one process per data folder.
    const stages: Record<string, Stage> = {};
    for (const name of ["form", "deed"]) {
      stages[name] = await stage(`${folder}/${name}`, shape);
    }
    const real = await serveReal(`${folder}/form`);
    const form = await attach(
      "form",
      real,
      groupsOf(stages.form!, real.port, true),
      folder,
    );
    const first = await measure(
      form,
      WARM_UP * shape.groups ** 0.5,
      shape.lanes,
    );
    const size = Math.round(first.bytes / first.deliveries);
    const doors = await serveDeeds(`${folder}/deed`);
    const deed = await attach(
      "deed",
      doors,
      groupsOf(stages.deed!, doors.port, false),
      folder,
    );
    const plain = await serveBroadcast(size);
    const base = await attach("base", plain, broadcastGroups(shape), folder);
    for (const one of [deed, base]) {
      await measure(one, WARM_UP * shape.groups ** 0.5, shape.lanes);
    }
    const rounds = {
      form: [] as Round[],
      deed: [] as Round[],
      base: [] as Round[],
    };
    for (let i = 0; i < shape.rounds; i++) {
      // The order turns, so that whoever disturbs us disturbs all alike.
      const order = [
        ["base", base],
        ["form", form],
        ["deed", deed],
      ] as const;
      for (let k = 0; k < 3; k++) {
        const [name, contestant] = order[(i + k) % 3]!;
        rounds[name].push(
          await measure(contestant, shape.messages, shape.lanes),
        );
      }
    }
    print(shape, rounds, size);
  } finally {
    await stopAll();
    await Deno.remove(folder, { recursive: true });
  }
}

function print(
  shape: Shape,
  { form, deed, base }: Record<"form" | "deed" | "base", Round[]>,
  size: number,
): void {
  const name = `fanout.${shape.name}`;
  const cpu = (rounds: Round[]) => rounds.map((one) => one.perDelivery);
  const ratios = (rounds: Round[]) =>
    rounds.map((one, i) => one.perDelivery / base[i]!.perDelivery);
  const micro = (values: number[]) => `${median(values).toFixed(1)} µs`;
  report({
    name: `${name}.base.cpu`,
    value: micro(cpu(base)),
    spread: range(cpu(base)),
  });
  for (const [label, rounds] of [["cpu", form], ["deed.cpu", deed]] as const) {
    report({
      name: `${name}.${label}`,
      value: micro(cpu(rounds)),
      ratios: ratios(rounds),
    });
  }
  for (const share of ["p50", "p99"] as const) {
    const of = (rounds: Round[]) => rounds.map((one) => one[share]);
    report({
      name: `${name}.${share}`,
      value: `${median(of(form)).toFixed(1)} ms`,
      ratios: of(form).map((one, i) => one / of(base)[i]!),
    });
  }
  const rate = form.map((one) => one.messages / one.seconds);
  report({
    name: `${name}.rate`,
    value: `${median(rate).toFixed(0)} messages/s`,
    spread: range(rate, 0),
  });
  const wrong = [...form, ...deed].reduce(
    (sum, one) => sum + one.missing + one.extra,
    0,
  );
  report({ name: `${name}.wrong`, value: String(wrong), amount: wrong });
  report({ name: `${name}.bytes`, value: `${size} B` });
}

/** All shapes. */
export async function bench(): Promise<void> {
  for (const shape of SHAPES) await run(shape);
}
