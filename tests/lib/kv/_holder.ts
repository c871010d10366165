/** A process that takes the folder named first and holds it until killed. */
import { lockFolder } from "@/lib/kv/lock.ts";

await lockFolder(Deno.args[0]!, "http://localhost:8000");
console.log("locked");
setInterval(() => {}, 1_000);
