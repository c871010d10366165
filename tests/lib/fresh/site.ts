/** The fixture site, built once per test file into a folder of its own. */
import { App, staticFiles } from "fresh";
import { Builder } from "fresh/dev";

const root = new URL("./fixtures/site/", import.meta.url);

/** A function that asks the built site. */
export async function buildSite(): Promise<
  (path: string, init?: RequestInit) => Promise<Response>
> {
  const outDir = await Deno.makeTempDir({ prefix: "site-" });
  addEventListener("unload", () => {
    Deno.removeSync(outDir, { recursive: true });
  });
  const builder = new Builder({ root: root.href, outDir });
  const apply = await builder.build({
    mode: "production",
    snapshot: "memory",
  });
  const app = new App<unknown>();
  apply(app);
  const handler = app.use(staticFiles()).fsRoutes().handler();
  return (path, init) =>
    handler(new Request(new URL(path, "http://localhost"), init));
}
