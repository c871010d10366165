/** The secret we share with a provider: sealed, and opened only to be sent to it. */
import { open, seal } from "./_sealed.ts";
import { serverKey } from "./_server_key.ts";

const key = () => serverKey("provider secrets");
const about = (issuer: string, clientId: string) =>
  new TextEncoder().encode(`${issuer}\n${clientId}`);

/** Seals it for this client of this issuer. */
export async function sealSecret(
  issuer: string,
  clientId: string,
  secret: string,
): Promise<Uint8Array> {
  const bytes = new TextEncoder().encode(secret);
  return await seal(key(), about(issuer, clientId), bytes);
}

/** Null if it was sealed for another client, or under another key. */
export async function openSecret(
  { issuer, clientId, secret }: {
    readonly issuer: string;
    readonly clientId: string;
    readonly secret: Uint8Array;
  },
): Promise<string | null> {
  const bytes = await open(key(), about(issuer, clientId), secret);
  return bytes && new TextDecoder().decode(bytes);
}
