/** A real S3-speaking server as a process of its own: prints its port, lasts until its input ends. */
import S3rver from "s3rver";

const [folder] = Deno.args;
const server = new S3rver({
  address: "127.0.0.1",
  port: 0,
  silent: true,
  directory: folder!,
  configureBuckets: [{ name: "files", configs: [] }],
});
const { port } = await server.run();
console.log(port);
for await (const _ of Deno.stdin.readable) { /* whoever started it is there */ }
Deno.exit(0);
