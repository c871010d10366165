/** Hands one mail to the server of `SMTP_URL`. */
import { connect, type Socket } from "node:net";
import { MailNotSent, notSent } from "./mail_fault.ts";
import { type MailSettings, theMail } from "./mail_settings.ts";
import type { WrittenMail } from "./write_mail.ts";

/** A mail, and where it goes. */
export interface Outgoing extends WrittenMail {
  /** Stays the same when the mail is tried again, so that two copies are known as one. */
  readonly id: string;
  readonly to: string;
  readonly at: number;
}

/** Milliseconds: until connected, between two answers, and for all of it. Tests shorten them. */
export const patience = { connect: 10_000, answer: 15_000, whole: 30_000 };

/**
 * Sends it; returns what the server answered.
 * @throws MailNotSent
 */
export async function sendMail(
  mail: Outgoing,
  signal?: AbortSignal,
): Promise<string> {
  const settings = theMail();
  if (!settings) throw new MailNotSent("unreachable", true, 0, "no SMTP_URL");
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new MailNotSent("slow", false, 0, "time is up")),
    patience.whole,
  );
  const over = signal ? AbortSignal.any([late.signal, signal]) : late.signal;
  let socket: Socket | null = null;
  try {
    // Only a server that sends mail loads what sends it.
    const { createTransport } = await import("nodemailer");
    over.throwIfAborted();
    socket = await open(settings, over);
    return await hand(createTransport, settings, socket, mail, over);
  } catch (error) {
    throw over.aborted ? notSent(over.reason) : notSent(error);
  } finally {
    clearTimeout(timer);
    socket?.destroy();
  }
}

/**
 * Ours, not the package's: it resolves the name first and then asks for an
 * address, which the server's permissions do not name. They name the host.
 */
function open(
  { host, port }: MailSettings,
  signal: AbortSignal,
): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect({ host, port });
  const fail = (error: unknown) => {
    socket.destroy();
    reject(error);
  };
  const lost = (error: Error) =>
    fail(new MailNotSent("unreachable", false, 0, error.message));
  const slow = () => lost(new Error("no connection in time"));
  const aborted = () => fail(signal.reason);
  socket.setTimeout(patience.connect, slow);
  socket.once("error", lost);
  signal.addEventListener("abort", aborted, { once: true });
  socket.once("connect", () => {
    // Whoever listens next hears what happens to it; without anybody who
    // listens, a reset just now would end the process.
    socket.on("error", () => {});
    socket.setTimeout(0);
    socket.off("timeout", slow);
    socket.off("error", lost);
    signal.removeEventListener("abort", aborted);
    resolve(socket);
  });
  return promise;
}

async function hand(
  createTransport: typeof import("nodemailer").createTransport,
  settings: MailSettings,
  connection: Socket,
  { id, to, at, subject, text, html }: Outgoing,
  signal: AbortSignal,
): Promise<string> {
  const { host, port, secure, local, user, password, from } = settings;
  const home = new URL(settings.origin).hostname;
  const transport = createTransport({
    connection,
    host,
    port,
    secure,
    requireTLS: !secure && !local,
    name: home,
    greetingTimeout: patience.answer,
    socketTimeout: patience.answer,
    tls: { rejectUnauthorized: !local, minVersion: "TLSv1.2" },
    ...(user === "" ? {} : { auth: { user, pass: password } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const { response } = await transport.sendMail({
      from,
      to,
      subject,
      text,
      html,
      date: new Date(at),
      messageId: `<${id}@${home}>`,
      // Nobody's machine shall answer a machine.
      headers: { "Auto-Submitted": "auto-generated" },
      signal,
    });
    return response.slice(0, 500);
  } finally {
    transport.close();
  }
}
