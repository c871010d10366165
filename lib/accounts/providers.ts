/** Providers of single sign-on: an administrator adds, changes and removes them. */
import { Conflict, Forbidden, Invalid, NotFound } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { tryClient } from "./_ask_issuer.ts";
import { discover, forgetIssuer, orFault, readIssuer } from "./_issuer.ts";
import { type ProviderForm, readProvider } from "./_provider_form.ts";
import { providers, type StoredProvider } from "./_provider_keys.ts";
import { openSecret, sealSecret } from "./_provider_secret.ts";
import { Recent } from "./_recent.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import { IssuerFault } from "./issuer_fault.ts";
import { faultField, faultPhrase } from "./issuer_fault_phrase.ts";
import { mayAdminister, type Session, type User } from "./model.ts";
import { callbackPath, type Provider, PROVIDERS } from "./provider_model.ts";
import { keepAWayIn } from "./ways_in.ts";

/** Another process' change is seen within this. */
const AGE = 5_000;
const recent = new Recent<readonly StoredProvider[]>(1);

/** Who does it, and from where. */
export interface Asker {
  readonly user: User;
  readonly session: Session;
  /** The public address of this server. */
  readonly origin: string;
}

/** Every provider, for those who run the server. @throws Forbidden */
export async function listProviders(asker: User): Promise<Provider[]> {
  refuseUnlessAdministrator(asker);
  return (await read(providers, []) ?? []).map(shown);
}

/** The providers by which one can sign in now. */
export async function listOpenProviders(): Promise<Provider[]> {
  const all = await recent.get("", AGE, () => read(providers, []));
  return (all ?? []).filter(({ on }) => on).map(shown);
}

/** The number the next provider gets: it is in the address one registers there beforehand. */
export function nextProviderId(known: readonly { id: string }[]): string {
  for (let id = 1;; id++) {
    if (!known.some((one) => one.id === String(id))) return String(id);
  }
}

/**
 * Adds a provider, once it has said what it is and that it knows the client.
 * @throws Forbidden, Unconfirmed, Invalid at the field that is wrong, Conflict
 */
export async function addProvider(
  { user, session, origin }: Asker,
  form: ProviderForm,
  now = Date.now(),
): Promise<Provider> {
  refuseUnlessAdministrator(user);
  refuseUnlessConfirmed(session, now);
  const draft = readProvider(form, true);
  const { secret, ...facts } = draft;
  const issuer = await check(form.issuer, { ...draft, id: form.id, origin });
  const sealed = await sealSecret(issuer, draft.clientId, secret);
  return await change(async (c) => {
    const all = await c.read(providers, []) ?? [];
    if (all.length >= PROVIDERS.most) {
      const values = { most: PROVIDERS.most };
      throw new Conflict({ key: "admin.providers.too_many", values });
    }
    if (all.some((one) => one.issuer === issuer)) {
      throw new Invalid({ issuer: { key: "admin.providers.already" } });
    }
    // Somebody was faster: the address one has registered would be another's.
    if (form.id !== nextProviderId(all)) {
      throw new Conflict({ key: "admin.providers.number_taken" });
    }
    const { id } = form;
    const made = { ...facts, id, issuer, on: true, created: now };
    c.put(providers, [], [...all, { ...made, secret: sealed }]);
    c.afterCommit(() => recent.forget(""));
    return made;
  });
}

/**
 * Changes what it is called, its client, whom it lets in. An empty secret
 * leaves the old one, which is never shown.
 * @throws Forbidden, Unconfirmed, Invalid, NotFound
 */
export async function changeProvider(
  { user, session, origin }: Asker,
  form: ProviderForm,
  now = Date.now(),
): Promise<void> {
  refuseUnlessAdministrator(user);
  refuseUnlessConfirmed(session, now);
  const known = find(await read(providers, []), form.id);
  const draft = readProvider(form, draftChangesClient(form, known));
  const secret = draft.secret || await openSecret(known);
  if (secret === null) throw new Invalid({ secret: NEEDED });
  const { issuer } = known;
  await check(issuer, { ...draft, secret, id: known.id, origin });
  const sealed = await sealSecret(issuer, draft.clientId, secret);
  const { name, clientId, admits } = draft;
  await replace(known.id, (one) => ({
    ...one,
    name,
    clientId,
    admits,
    secret: sealed,
  }));
}

/** @throws Forbidden, Unconfirmed, NotFound, Conflict when it is one's own last way in */
export async function switchProvider(
  { user, session }: Asker,
  id: string,
  on: boolean,
  now = Date.now(),
): Promise<void> {
  refuseUnlessAdministrator(user);
  refuseUnlessConfirmed(session, now);
  await replace(id, (one) => ({ ...one, on }), user.id);
}

/** Links stay: the same issuer added again knows its people. @throws the same */
export async function removeProvider(
  { user, session }: Asker,
  id: string,
  now = Date.now(),
): Promise<void> {
  refuseUnlessAdministrator(user);
  refuseUnlessConfirmed(session, now);
  await replace(id, () => null, user.id);
}

const NEEDED = { key: "admin.providers.secret_missing" } as const;

/** A secret belongs to one client. */
function draftChangesClient(form: ProviderForm, known: StoredProvider) {
  return form.clientId.trim() !== known.clientId;
}

/** Asks the provider whether all of it is right. @throws Invalid */
async function check(
  typed: string,
  draft: { clientId: string; secret: string; id: string; origin: string },
): Promise<string> {
  try {
    return await orFault(async () => {
      const url = readIssuer(typed);
      const server = await discover(url);
      const client = { ...draft, issuer: server.issuer };
      const redirect = draft.origin + callbackPath(draft.id);
      await tryClient(server, client, redirect);
      forgetIssuer(server.issuer);
      return server.issuer;
    });
  } catch (error) {
    if (!(error instanceof IssuerFault)) throw error;
    throw new Invalid({ [faultField(error)]: faultPhrase(error) });
  }
}

async function replace(
  id: string,
  by: (one: StoredProvider) => StoredProvider | null,
  asker: string | null = null,
): Promise<void> {
  await change(async (c) => {
    const all = await c.read(providers, []) ?? [];
    const now = by(find(all, id));
    const left = all.flatMap((one) => one.id === id ? now ?? [] : [one]);
    c.put(providers, [], left);
    if (asker) await keepAWayIn(c, asker);
    c.afterCommit(() => recent.forget(""));
  });
}

function find(
  all: readonly StoredProvider[] | null,
  id: string,
): StoredProvider {
  const found = all?.find((one) => one.id === id);
  if (!found) throw new NotFound({ key: "error.not_found" });
  return found;
}

function shown({ secret: _, ...provider }: StoredProvider): Provider {
  return provider;
}

function refuseUnlessAdministrator(user: User): void {
  if (!mayAdminister(user)) throw new Forbidden({ key: "error.forbidden" });
}
