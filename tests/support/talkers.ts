/**
 * People who talk to a real server over HTTP, and write down what it answered:
 * what was acknowledged, what was refused, and what nobody knows.
 */
import { attribute, PlainBrowser } from "./plain_browser.ts";

/** The password of everybody who signs up here. */
export const PASSWORD = "correct horse battery";

/** What became of one attempt to send. */
export type Outcome = "acknowledged" | "refused" | "unknown";

/** One message in a journal. */
export interface Post {
  readonly conversation: string;
  readonly clientId: string;
  readonly text: string;
  outcome: Outcome;
  /** The status of the last answer; 0 when there was none. */
  status: number;
  /** Its number, as the last answer said. */
  seq: number;
}

/** Somebody with a browser, a form token and a journal. */
export class Talker {
  readonly journal: Post[] = [];
  #token = "";

  constructor(readonly name: string, readonly browser: PlainBrowser) {}

  /** The user's id, as pages tell it. */
  get id(): string {
    const html = /<html\b[^>]*>/.exec(this.browser.html)?.[0] ?? "";
    return attribute(html, "data-me") ?? "";
  }

  /** The token of any form of this session. */
  async token(): Promise<string> {
    if (this.#token === "") {
      await this.browser.open("/conversations/new");
      const fields = new Map(this.browser.form("/conversations").fields);
      this.#token = fields.get("csrf") ?? "";
    }
    return this.#token;
  }

  /** Posts a form with this session's token; the answer is not followed. */
  async post(
    path: string,
    values: Record<string, string>,
    init: { headers?: Record<string, string>; patience?: number } = {},
  ): Promise<Response> {
    const csrf = await this.token();
    return await this.browser.request(path, {
      method: "POST",
      body: new URLSearchParams({ csrf, ...values }).toString(),
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        ...init.headers,
      },
      signal: AbortSignal.timeout(init.patience ?? 15_000),
    });
  }

  /** Writes a message into the journal and sends it once. */
  async send(
    conversation: string,
    text: string,
    clientId: string = crypto.randomUUID(),
  ): Promise<Post> {
    const post: Post = {
      conversation,
      clientId,
      text,
      outcome: "unknown",
      status: 0,
      seq: 0,
    };
    this.journal.push(post);
    return await this.sendAgain(post);
  }

  /** Sends what stands in the journal, and writes down what was answered. */
  async sendAgain(post: Post): Promise<Post> {
    const { text, clientId } = post;
    try {
      const response = await this.post(
        `/conversations/${post.conversation}/messages`,
        { text, client_id: clientId },
        { headers: { "x-fragment": "1" } },
      );
      // Not known before the whole answer is here.
      const html = await response.text();
      post.status = response.status;
      post.seq = Number(attribute(html, "data-seq") ?? 0);
      post.outcome = response.status === 200 && post.seq > 0
        ? "acknowledged"
        : "refused";
    } catch {
      post.status = 0;
      post.outcome = "unknown";
    }
    return post;
  }

  /** Starts a conversation with others. @returns its id */
  async converse(
    kind: "direct" | "group",
    members: readonly string[],
    name = "",
  ): Promise<string> {
    const response = await this.post("/conversations", {
      kind,
      members: members.join(","),
      name,
      description: "",
      encryption: "server",
    });
    await response.body?.cancel();
    const id = /^\/conversations\/([^/?#]+)$/.exec(
      response.headers.get("location") ?? "",
    )?.[1];
    if (!id) throw new Error(`${this.name} could not: ${response.status}`);
    return id;
  }
}

/** Makes an account on a server whose door is open. */
export async function signUpAt(
  origin: string,
  name: string,
  browser = new PlainBrowser(origin),
): Promise<Talker> {
  await browser.open("/sign-up");
  await browser.submit("/sign-up", {
    username: name,
    name,
    password: PASSWORD,
  });
  if (browser.status !== 200 || browser.path.startsWith("/sign-up")) {
    throw new Error(`${name} could not sign up: ${browser.status}`);
  }
  return new Talker(name, browser);
}

/** Signs somebody in on another browser. */
export async function signInAt(
  origin: string,
  name: string,
  browser = new PlainBrowser(origin),
): Promise<Talker> {
  await browser.open("/sign-in");
  await browser.submit("/sign-in", { username: name, password: PASSWORD });
  if (browser.status !== 200 || browser.path.startsWith("/sign-in")) {
    throw new Error(`${name} could not sign in: ${browser.status}`);
  }
  return new Talker(name, browser);
}
