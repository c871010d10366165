/** A process that leaves a job and hangs in it, or does what it finds. */
import { startJobs } from "@/lib/jobs/start.ts";
import { openStore, useStore } from "@/lib/kv/store.ts";
import { collect, leave, moment, outbox } from "./_stage.ts";

const [path, task] = Deno.args as [string, "hang" | "work"];
useStore(await openStore(path, "a secret of tests"));
collect(async (n) => {
  console.log(task === "hang" ? `begun ${n}` : `done ${n}`);
  if (task === "hang") await moment(600_000);
});
const stop = startJobs({ every: 20 });
if (task === "hang") {
  await leave(1);
} else {
  while ((await outbox()).length > 0) await moment(10);
  console.log("empty");
  await stop();
}
