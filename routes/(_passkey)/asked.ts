/** What forms that ask a passkey have in common. */
import type { RelyingParty } from "@/lib/accounts/second_factor_model.ts";
import { Forbidden } from "@/lib/errors.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { relyingParty } from "@/lib/http/relying_party.ts";
import type { State } from "@/routes/(_state)/define.ts";

/** The part of a route's context that is needed. */
interface Asked {
  readonly req: Request;
  readonly state: State;
}

/** Whom passkeys are for here. @throws Forbidden where there are none */
export function partyOf({ req, state }: Asked): RelyingParty {
  const party = relyingParty(req, state.settings);
  if (!party) throw new Forbidden({ key: "entrance.passkey.no_address" });
  return party;
}

/** Answers the script that asks what to ask the passkey. */
export async function answerOptions(
  ctx: Asked,
  options: (party: RelyingParty) => Promise<unknown>,
): Promise<Response> {
  const party = partyOf(ctx);
  await takeToken("passkey", ctx.state.net);
  return Response.json(await options(party));
}
