/** Says what is wrong with an issuer, to whoever sets it up. */
import type { Phrase } from "@/lib/i18n/phrase.ts";
import type { IssuerFault } from "./issuer_fault.ts";

/** The field to look at. */
export function faultField({ reason }: IssuerFault): string {
  return reason === "client" ? "secret" : "issuer";
}

/** A sentence for each thing that can be wrong. */
export function faultPhrase({ reason, detail }: IssuerFault): Phrase {
  switch (reason) {
    case "address":
    case "credentials":
    case "port":
      return { key: "admin.providers.fault.address" };
    case "not-https":
      return { key: "admin.providers.fault.not_https" };
    case "unknown-host":
      return { key: "admin.providers.fault.unknown_host" };
    case "private":
      return { key: "admin.providers.fault.private" };
    case "closed":
      return { key: "admin.providers.fault.closed" };
    case "unreachable":
      return { key: "admin.providers.fault.unreachable" };
    case "certificate":
      return { key: "admin.providers.fault.certificate" };
    case "redirect":
      return { key: "admin.providers.fault.redirect" };
    case "timeout":
      return { key: "admin.providers.fault.timeout" };
    case "not-found":
      return {
        key: "admin.providers.fault.not_found",
        values: { status: detail },
      };
    case "other-issuer":
      return {
        key: "admin.providers.fault.other_issuer",
        values: { issuer: detail },
      };
    case "incomplete":
      return { key: "admin.providers.fault.incomplete" };
    case "no-code-flow":
      return { key: "admin.providers.fault.no_code_flow" };
    case "no-signature":
      return { key: "admin.providers.fault.no_signature" };
    case "client":
      return { key: "admin.providers.fault.client" };
    case "no-provider":
    case "too-large":
    case "malformed":
    case "answer":
    case "denied":
      return { key: "admin.providers.fault.no_provider" };
  }
}
