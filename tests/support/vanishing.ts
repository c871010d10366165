/** Does what falls due by the clock of a test. */
import "@/main.ts"; // connects the jobs
import { jobs } from "@/lib/jobs/_keys.ts";
import { handlerOf } from "@/lib/jobs/on_job.ts";
import { change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";

/** Runs the jobs of these kinds that are due, and those they leave for now. @returns how many */
export async function doDue(...kinds: string[]): Promise<number> {
  const { signal } = new AbortController();
  let done = 0;
  for (let found = true; found;) {
    found = false;
    const due = list(jobs, [], { before: Date.now() + 1 });
    for await (const { key, value: { job } } of due) {
      if (!kinds.includes(job.kind)) continue;
      found = true;
      done++;
      await handlerOf(job.kind)(job, signal);
      await change((c) => c.drop(jobs, key));
    }
  }
  return done;
}
