/** Single sign-on: providers by which people sign in, and what ties people to them. */

/** Whom a provider lets in. */
export type Admits = "linked" | "everybody";

export const ADMITS: readonly Admits[] = ["linked", "everybody"];

/** An OpenID Connect provider. Its secret is not part of what is shown. */
export interface Provider {
  /** A small number as text; part of the address the provider leads back to. */
  readonly id: string;
  /** Stands on the button. */
  readonly name: string;
  /** As the provider itself spells it: ids of people are only unique within it. */
  readonly issuer: string;
  readonly clientId: string;
  readonly admits: Admits;
  readonly on: boolean;
  readonly created: number;
}

/** What signs a user in: a subject of an issuer, never an address of mail. */
export interface Link {
  /** Names it in forms. */
  readonly id: string;
  readonly issuer: string;
  readonly subject: string;
  /** What the provider called the person, for their own eyes. */
  readonly label: string;
  readonly at: number;
}

/** How many there may be, and how long one may take at a provider. */
export const PROVIDERS = { most: 20, links: 10, within: 10 * 60_000 } as const;

/** Longest name of a provider, client id and secret, in characters. */
export const PROVIDER_TEXT = {
  name: 40,
  clientId: 500,
  secret: 2_000,
} as const;

/** The path a provider leads back to. */
export function callbackPath(provider: string): string {
  return `/sign-in/with/${provider}/callback`;
}
