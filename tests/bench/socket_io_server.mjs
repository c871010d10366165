/**
 * A socket.io server for `peers.ts`, run by node with the socket.io that
 * SOCKET_IO_DIR holds. Not durable: it passes on and forgets. A client joins the
 * room its address names; `POST /<room>` sends to it. Prints its port.
 */
import { createServer } from "node:http";
import { createRequire } from "node:module";
import process from "node:process";

const { Server } = createRequire(`${process.env.SOCKET_IO_DIR}/`)("socket.io");
const size = Number(process.argv[2] ?? 600);

const server = createServer(async (req, res) => {
  let body = "";
  for await (const part of req) body += part;
  io.to(req.url.slice(1)).emit("message", body.padEnd(size, "."));
  res.end("ok");
});
const io = new Server(server, {
  transports: ["websocket"],
  // Our listeners answer no pings; a run is shorter than this.
  pingInterval: 600_000,
});
io.on("connection", (socket) => socket.join(socket.handshake.query.room));
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
