/** A device of Chromium's own that makes and uses passkeys. */
import type { Tab } from "../support/browser.ts";

/** Gives a tab a device with a finger that is always right. */
export async function giveDevice({ cdp }: Tab): Promise<string> {
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send(
    "WebAuthn.addVirtualAuthenticator",
    {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    },
  );
  return authenticatorId;
}
