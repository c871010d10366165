/**
 * Sending to a group of 10,000 against one of 10: nothing is written per
 * member, so both cost the same before anybody hears it.
 */
import { sendMessage } from "@/lib/messages/send.ts";
import { stopAll } from "./child.ts";
import { inMs, inTurns } from "./pairs.ts";
import { median, report } from "./report.ts";
import { askPage, sendForm } from "./requests.ts";
import { serveReal } from "./server.ts";
import { found, gather, group, hugeGroup, lineOf, prepare } from "./world.ts";

const SMALL = 10;
const BIG = 10_000;
const DEED = { rounds: 5, repeats: 60 };
const FORM = { rounds: 5, repeats: 40 };
/** Sends in a row whose CPU is weighed together: the kernel counts in hundredths. */
const WEIGHED = 150;
const ROUNDS = 5;

/** The deed, the form, its CPU, and opening the page. */
export async function bench(): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "parley-bench-" });
  try {
    const { sender, small, big } = await prepare(folder, async () => {
      await found();
      const people = await gather(BIG);
      const sender = people[0]!;
      const small = (await group(people.slice(0, SMALL), "Small")).id;
      const big = (await hugeGroup(people, "Big")).id;
      let n = 0;
      const send = (conversation: string) => () =>
        sendMessage(sender.user, {
          conversation,
          text: lineOf(n++),
          clientId: `bench-deed-${n}`,
        });
      const pair = await inTurns(send(small), send(big), DEED);
      report({
        name: "bigroom.deed",
        value: inMs(pair.other),
        ratios: pair.ratios,
      });
      return { sender, small, big };
    });
    const { child, port } = await serveReal(folder);
    let n = 0;
    const send = (id: string) => sendForm(sender, port, id, lineOf(n++));
    const pair = await inTurns(() => send(small), () => send(big), FORM);
    report({
      name: "bigroom.form",
      value: inMs(pair.other),
      ratios: pair.ratios,
    });
    const weigh = async (id: string): Promise<number> => {
      const before = child.cpu();
      for (let i = 0; i < WEIGHED; i++) await send(id);
      return (child.cpu() - before) / WEIGHED;
    };
    const costs: number[] = [];
    const ratios: number[] = [];
    for (let i = 0; i < ROUNDS; i++) {
      const base = await weigh(small);
      const cost = await weigh(big);
      costs.push(cost);
      ratios.push(cost / base);
    }
    report({
      name: "bigroom.cpu",
      value: `${(median(costs) * 1e6).toFixed(0)} µs`,
      ratios,
    });
    const open = (id: string) => askPage(sender, port, `/conversations/${id}`);
    const page = await inTurns(() => open(small), () => open(big), FORM);
    report({
      name: "bigroom.page",
      value: inMs(page.other),
      ratios: page.ratios,
    });
  } finally {
    await stopAll();
    await Deno.remove(folder, { recursive: true });
  }
}
