/** A real browser on the real server: people, their tabs, and what went wrong in them. */
import assert from "node:assert/strict";
import puppeteer, { type Browser, type CDPSession, type Page } from "puppeteer";
import { findProgram } from "./ensure_packages.ts";
import { navigate } from "./navigate.ts";
import { PlainBrowser } from "./plain_browser.ts";
import { type Server, type ServerOptions, startServer } from "./server.ts";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A microphone that beeps; a page still has to be allowed to use it.
  "--use-fake-device-for-media-stream",
];

/** Everybody's password. */
export const PASSWORD = "correct horse battery";

/** Starts Chromium. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await findProgram("chromium");
  if (!executablePath) {
    throw new Error("Chromium is not installed; CHROMIUM_PATH may name it");
  }
  return await puppeteer.launch({ executablePath, args: FLAGS });
}

/** How a tab looks at the page. */
export interface TabOptions {
  /** Scripts off makes a reader of the base layer. */
  readonly scripts?: boolean;
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: "light" | "dark";
}

/** One tab, and everything its console complained about. */
export interface Tab {
  readonly page: Page;
  /** Chromium's own protocol, for what the page object cannot do. */
  readonly cdp: CDPSession;
  readonly problems: string[];
  /** Opens a path of the server. */
  open(path: string): Promise<void>;
}

/** A server and a browser of a story's own. */
export interface Stage {
  readonly server: Server;
  readonly browser: Browser;
  readonly origin: string;
  /** A browser nobody is signed in to. */
  tab(options?: TabOptions): Promise<Tab>;
  /** Somebody with an account. The first one administers. */
  person(username: string, name: string): Promise<Person>;
  /** Somebody whose account is there already. */
  signIn(username: string, password: string): Promise<Person>;
  /** No console said a word since the last time it was asked. */
  assertQuiet(): void;
}

/** One part of a story; the story ends where one fails. */
export type Step = (
  what: string,
  run: () => Promise<void> | void,
) => Promise<void>;

/** Runs a story on a server and a browser of its own; steps share both. */
export function story(
  sentence: string,
  tell: (stage: Stage, step: Step) => Promise<void>,
  options: ServerOptions = {},
): void {
  Deno.test(sentence, async (t) => {
    await withStage(
      (stage) =>
        tell(stage, async (what, run) => {
          // What comes after needs what came before.
          if (!await t.step(what, run)) throw new Error(`Not so: ${what}`);
        }),
      options,
    );
  });
}

/** A server, unless there is one already, and a browser for as long as something runs. */
export async function withStage<R>(
  run: (stage: Stage) => Promise<R>,
  options: ServerOptions & { readonly server?: Server } = {},
): Promise<R> {
  await using server = options.server ?? await startServer({
    ...options,
    env: { REGISTRATION: "open", ...options.env },
  });
  const browser = await launchBrowser();
  try {
    const stage = new RealStage(server, browser);
    const result = await run(stage);
    stage.assertQuiet();
    return result;
  } finally {
    await browser.close();
  }
}

class RealStage implements Stage {
  readonly #tabs: Tab[] = [];

  constructor(readonly server: Server, readonly browser: Browser) {}

  get origin(): string {
    return this.server.origin;
  }

  async tab(options: TabOptions = {}): Promise<Tab> {
    const context = await this.browser.createBrowserContext();
    return this.watch(await context.newPage(), options);
  }

  async watch(page: Page, options: TabOptions): Promise<Tab> {
    const { width = 1280, height = 800, scripts = true, scheme } = options;
    const problems: string[] = [];
    page.on("console", (message) => {
      const kind = message.type();
      if (kind !== "error" && kind !== "warn") return;
      const { url = "" } = message.location();
      problems.push(`${kind}: ${message.text()} (${url})`);
    });
    page.on("pageerror", (error) => problems.push(`thrown: ${error}`));
    await page.setViewport({ width, height });
    if (!scripts) await page.setJavaScriptEnabled(false);
    if (scheme) {
      await page.emulateMediaFeatures([
        { name: "prefers-color-scheme", value: scheme },
      ]);
    }
    const cdp = await page.createCDPSession();
    const tab: Tab = {
      page,
      cdp,
      problems,
      open: (path) => navigate(cdp, this.origin + path),
    };
    this.#tabs.push(tab);
    return tab;
  }

  async person(username: string, name: string): Promise<Person> {
    const plain = new PlainBrowser(this.origin);
    await plain.open("/sign-up");
    await plain.submit("/sign-up", { username, name, password: PASSWORD });
    assert.equal(plain.status, 200, `${username} could not sign up`);
    return new Person(this, username, name, plain);
  }

  async signIn(username: string, password: string): Promise<Person> {
    const plain = new PlainBrowser(this.origin);
    await plain.open("/sign-in");
    await plain.submit("/sign-in", { username, password });
    assert.equal(plain.status, 200, `${username} could not sign in`);
    return new Person(this, username, username, plain);
  }

  assertQuiet(): void {
    const said = this.#tabs.flatMap(({ page, problems }) =>
      problems.splice(0).map((problem) => `${page.url()} ${problem}`)
    );
    assert.deepEqual(said, [], "no console complained");
  }
}

/** Somebody who is signed in: what they do beside the tabs they look at. */
export class Person {
  #token = "";

  constructor(
    readonly stage: RealStage,
    readonly username: string,
    readonly name: string,
    readonly plain: PlainBrowser,
  ) {}

  /** A tab of a browser of their own, signed in to the same session. */
  async tab(options: TabOptions = {}): Promise<Tab> {
    const context = await this.stage.browser.createBrowserContext();
    await context.setCookie(
      ...[...this.plain.cookies].map(([name, value]) => ({
        name,
        value,
        domain: "localhost",
        path: "/",
        httpOnly: name !== "tz",
        sameSite: "Lax" as const,
      })),
    );
    return await this.stage.watch(await context.newPage(), options);
  }

  /** One more tab beside another one, in the same browser. */
  async tabBeside(tab: Tab, options: TabOptions = {}): Promise<Tab> {
    const page = await tab.page.browserContext().newPage();
    return await this.stage.watch(page, options);
  }

  /** Sends a form as this person, whatever page it stands on. @returns where it leads */
  async post(
    path: string,
    fields: Record<string, string | string[]>,
  ): Promise<string> {
    if (!this.#token) {
      await this.plain.open("/settings/profile");
      const { fields } = this.plain.form("/settings/profile");
      this.#token = Object.fromEntries(fields).csrf ?? "";
    }
    const body = new URLSearchParams({ csrf: this.#token });
    for (const [name, value] of Object.entries(fields)) {
      for (const one of [value].flat()) body.append(name, one);
    }
    const response = await this.plain.request(path, { method: "POST", body });
    const said = await response.text();
    assert.equal(response.status, 303, `${path} ${response.status} ${said}`);
    return response.headers.get("location") ?? "";
  }

  /** Starts a conversation. @returns its id */
  async start(
    members: readonly Person[],
    { name = "", description = "" } = {},
  ): Promise<string> {
    const to = await this.post("/conversations", {
      kind: name ? "group" : "direct",
      members: members.map((one) => one.username),
      encryption: "server",
      name,
      description,
    });
    return to.split("/").at(-1)!;
  }

  /** Sends a message. @returns its number */
  async send(conversation: string, text: string): Promise<number> {
    const to = await this.post(`/conversations/${conversation}/messages`, {
      client_id: `${this.username}-${crypto.randomUUID()}`.slice(-40),
      text,
    });
    return Number(to.split("#m-").at(-1));
  }
}

/**
 * Does something that leads to another page and waits until that page stands.
 * The page object's own waiting asks for all frames, and the framed log never
 * ends loading.
 */
export async function arrive(
  page: Page,
  act: () => Promise<unknown>,
): Promise<void> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), 10_000);
  try {
    await Promise.all([
      new Promise<void>((done, fail) => {
        page.once("domcontentloaded", () => done());
        late.signal.onabort = () => fail(new Error("No page came"));
      }),
      act(),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until a text stands somewhere in the page's element. */
export async function waitForText(
  page: Page,
  selector: string,
  text: string,
): Promise<void> {
  await page.waitForFunction(
    (selector, text) =>
      [...document.querySelectorAll(selector)].some((one) =>
        one.textContent?.includes(text)
      ),
    { polling: 20, timeout: 8_000 },
    selector,
    text,
  );
}

/** Writes into the composer and sends with the key. */
export async function write(page: Page, text: string): Promise<void> {
  await page.type("[data-composer] textarea", text);
  await page.keyboard.press("Enter");
}
