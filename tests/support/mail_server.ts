/** A real mail server for tests: it speaks SMTP with STARTTLS and AUTH, and can misbehave. */
import { SMTPServer } from "smtp-server";
import { CERTIFICATE, KEY } from "./mail_certificate.ts";

/** A mail as it arrived. */
export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  /** Was the connection encrypted, and who had signed in on it? */
  readonly secure: boolean;
  readonly user: string;
  readonly raw: string;
  /** By small names, encoded words decoded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly html: string;
}

/** How it behaves; may be changed while it runs. */
export interface Manners {
  /** Answers so many recipients with "come back later" (greylisting). */
  later?: number;
  /** Refuses recipients for good. */
  refuse?: boolean;
  /** Cuts so many connections in the middle of the text. */
  cut?: number;
  /** Says nothing after the greeting's place. */
  hang?: boolean;
}

/** One such server. */
export interface MailServer {
  readonly port: number;
  readonly url: string;
  readonly manners: Manners;
  readonly mails: Received[];
  /** Refused sign-ins. */
  readonly refusals: string[];
  /** Waits for the mail number `nth`, counted from 1. */
  mail(nth?: number): Promise<Received>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Who may send mail. */
export const ACCOUNT = { user: "parley", password: "s3nd:it@me" } as const;

/** Starts one on a free port of this machine. */
export async function startMailServer(
  { tls = true, secure = false }: { tls?: boolean; secure?: boolean } = {},
): Promise<MailServer> {
  const manners: Manners = {};
  const mails: Received[] = [];
  const refusals: string[] = [];
  const server = new SMTPServer({
    logger: false,
    cert: CERTIFICATE,
    key: KEY,
    // TLS from the first byte.
    secure,
    disableReverseLookup: true,
    hideSTARTTLS: !tls,
    disabledCommands: tls ? [] : ["STARTTLS"],
    allowInsecureAuth: !tls,
    authOptional: false,
    closeTimeout: 50,
    onConnect(_session, done) {
      if (!manners.hang) done();
    },
    onAuth({ username = "", password = "" }, _session, done) {
      if (username === ACCOUNT.user && password === ACCOUNT.password) {
        return done(null, { user: username });
      }
      refusals.push(username);
      done(answering(535, "authentication failed, dear"));
    },
    onRcptTo(_address, _session, done) {
      if (manners.refuse) return done(answering(550, "no such mailbox"));
      if ((manners.later ?? 0) > 0) {
        manners.later!--;
        return done(answering(451, "greylisted, come back later"));
      }
      done();
    },
    onData(stream, session, done) {
      if ((manners.cut ?? 0) > 0) {
        manners.cut!--;
        stream.once("data", () => cut(server));
        return;
      }
      const chunks: Uint8Array[] = [];
      stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      stream.on("end", () => {
        const raw = new TextDecoder().decode(concat(chunks));
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          secure: session.secure,
          user: String(session.user ?? ""),
          ...parse(raw),
        });
        done(null, "queued as test");
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
  const address = server.server.address();
  const at = typeof address === "object" && address ? address.port : 0;
  const { user, password } = ACCOUNT;
  const scheme = secure ? "smtps" : "smtp";
  return {
    port: at,
    url: `${scheme}://${user}:${encodeURIComponent(password)}@localhost:${at}`,
    manners,
    mails,
    refusals,
    async mail(nth = 1) {
      for (let tries = 0; mails.length < nth; tries++) {
        if (tries > 1_500) throw new Error(`Only ${mails.length} mails came`);
        await new Promise((wake) => setTimeout(wake, 10));
      }
      return mails[nth - 1]!;
    },
    async [Symbol.asyncDispose]() {
      cut(server);
      await new Promise<void>((down) => server.close(() => down()));
    },
  };
}

function cut(server: SMTPServer): void {
  for (const one of [...server.connections]) {
    (one as unknown as { _socket: { destroy(): void } })._socket.destroy();
  }
}

function answering(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((n, one) => n + one.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function parse(
  raw: string,
): Pick<Received, "raw" | "headers" | "text" | "html"> {
  const { headers, body } = split(raw);
  const boundary = /boundary="?([^";\s]+)/.exec(
    headers.get("content-type") ?? "",
  )?.[1];
  const parts = boundary
    ? body.split(`--${boundary}`).slice(1, -1).map((part) =>
      split(part.replace(/^\r\n/, ""))
    )
    : [{ headers, body }];
  const of = (type: string) => {
    const part = parts.find(({ headers }) =>
      headers.get("content-type")?.startsWith(type)
    );
    return part
      ? decode(part.body, part.headers.get("content-transfer-encoding") ?? "")
      : "";
  };
  return { raw, headers, text: of("text/plain"), html: of("text/html") };
}

function split(part: string): { headers: Map<string, string>; body: string } {
  const end = part.indexOf("\r\n\r\n");
  const headers = new Map<string, string>();
  const unfolded = part.slice(0, end).replace(/\r\n[ \t]+/g, " ");
  for (const line of unfolded.split("\r\n")) {
    const at = line.indexOf(":");
    const name = line.slice(0, at).toLowerCase();
    if (headers.has(name)) throw new Error(`Two headers ${name}`);
    headers.set(name, words(line.slice(at + 1).trim()));
  }
  return { headers, body: part.slice(end + 4) };
}

/** RFC 2047. */
function words(text: string): string {
  return text.replace(/\?=\s+=\?/g, "?==?").replace(
    /=\?utf-8\?([bq])\?(.*?)\?=/gi,
    (_, how: string, coded: string) =>
      decode(
        how.toLowerCase() === "q" ? coded.replaceAll("_", " ") : coded,
        how.toLowerCase() === "q" ? "quoted-printable" : "base64",
      ),
  );
}

function decode(body: string, how: string): string {
  if (how === "base64") {
    return new TextDecoder().decode(
      Uint8Array.fromBase64(body.replace(/\s/g, "")),
    );
  }
  if (how !== "quoted-printable") return body;
  const plain = body.replace(/=\r\n/g, "");
  const bytes: number[] = [];
  for (let i = 0; i < plain.length; i++) {
    if (plain[i] === "=") {
      bytes.push(parseInt(plain.slice(i + 1, i + 3), 16));
      i += 2;
    } else bytes.push(plain.charCodeAt(i));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
