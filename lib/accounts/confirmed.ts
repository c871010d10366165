/** Dangerous changes ask again who it is, when that was not proved a moment ago. */
import { Forbidden } from "@/lib/errors.ts";
import { isConfirmed, type Session } from "./model.ts";

/** The person must confirm first that it is them: `/settings/confirm` leads there and back. */
export class Unconfirmed extends Forbidden {
  constructor() {
    super({ key: "settings.confirm.lead" });
  }
}

/** @throws Unconfirmed */
export function refuseUnlessConfirmed(session: Session, now: number): void {
  if (!isConfirmed(session, now)) throw new Unconfirmed();
}
