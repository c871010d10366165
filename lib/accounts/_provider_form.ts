import { Invalid } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { parseWords } from "./_words.ts";
import { ADMITS, type Admits, PROVIDER_TEXT } from "./provider_model.ts";

/** What an administrator typed. */
export interface ProviderForm {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
  readonly admits: string;
}

/** What can be read of it without asking anybody. */
export interface ProviderDraft {
  readonly name: string;
  readonly clientId: string;
  readonly secret: string;
  readonly admits: Admits;
}

/** @throws Invalid with a sentence per field */
export function readProvider(
  form: ProviderForm,
  needsSecret: boolean,
): ProviderDraft {
  const wrong: Record<string, Phrase> = {};
  const name = parseWords(form.name, PROVIDER_TEXT.name);
  if ("problem" in name) wrong.name = name.problem;
  else if (name.value === "") {
    wrong.name = { key: "admin.providers.name_missing" };
  }
  if (form.issuer.trim() === "") {
    wrong.issuer = { key: "admin.providers.issuer_missing" };
  }
  const clientId = form.clientId.trim();
  if (clientId === "") {
    wrong.client_id = { key: "admin.providers.client_missing" };
  } else if (!isPlain(clientId, PROVIDER_TEXT.clientId)) {
    wrong.client_id = { key: "admin.providers.client_shape" };
  }
  const secret = form.secret.trim();
  if (secret === "" && needsSecret) {
    wrong.secret = { key: "admin.providers.secret_missing" };
  } else if (!isPlain(secret, PROVIDER_TEXT.secret)) {
    wrong.secret = { key: "admin.providers.secret_shape" };
  }
  const admits = ADMITS.find((one) => one === form.admits);
  if (!admits) wrong.admits = { key: "admin.providers.admits_missing" };
  if (Object.keys(wrong).length > 0 || !("value" in name) || !admits) {
    throw new Invalid(wrong);
  }
  return { name: name.value, clientId, secret, admits };
}

/** Letters, digits and signs that every keyboard has: all that such texts are made of. */
function isPlain(text: string, most: number): boolean {
  return text.length <= most && /^[\x20-\x7e]*$/.test(text);
}
