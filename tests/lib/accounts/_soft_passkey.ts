/** A device of software that makes and uses passkeys, and lies when told to. */
import { Buffer } from "node:buffer";
import {
  createHash,
  generateKeyPairSync,
  randomBytes,
  sign,
} from "node:crypto";

/** What a server asks, as far as the device looks at it. */
export interface Asked {
  readonly challenge: string;
  readonly rpId?: string;
  readonly rp?: { readonly id?: string };
  readonly user?: { readonly id: string };
}

/** How an answer differs from an honest one. */
export interface Lie {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  /** Was the person not checked, but only there? */
  readonly unverified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  /** Signs something else than what it says. */
  readonly forged?: boolean;
}

const sha256 = (bytes: Uint8Array | string) =>
  createHash("sha256").update(bytes).digest();
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

/** One passkey. */
export class SoftPasskey {
  readonly #keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  readonly id = randomBytes(24);
  counter = 0;
  #user = "";

  constructor(readonly origin: string, readonly counts = true) {}

  /** Answers the wish for a new passkey. */
  create(asked: Asked, lie: Lie = {}): string {
    this.#user = asked.user!.id;
    const length = Buffer.from([0, this.id.length]);
    const held = Buffer.concat([
      Buffer.alloc(16),
      length,
      this.id,
      this.#cose(),
    ]);
    const data = this.#data(lie.rpId ?? asked.rp!.id!, 0x40, lie, held);
    // {"fmt": "none", "attStmt": {}, "authData": …}
    const attestation = Buffer.concat([
      Buffer.from(
        "a363666d74646e6f6e656761747453746d74a068617574684461746159",
        "hex",
      ),
      Buffer.from([data.length >> 8, data.length & 255]),
      data,
    ]);
    return this.#answer({
      attestationObject: text(attestation),
      clientDataJSON: text(this.#client("webauthn.create", asked, lie)),
      transports: ["internal", "hybrid"],
    });
  }

  /** Answers the question who it is. */
  get(asked: Asked, lie: Lie = {}): string {
    if (this.counts) this.counter++;
    const data = this.#data(lie.rpId ?? asked.rpId!, 0, lie);
    const client = this.#client("webauthn.get", asked, lie);
    const said = lie.forged ? randomBytes(32) : sha256(client);
    const signed = Buffer.concat([data, said]);
    return this.#answer({
      authenticatorData: text(data),
      clientDataJSON: text(client),
      signature: text(sign("sha256", signed, this.#keys.privateKey)),
      userHandle: lie.userHandle ?? this.#user,
    });
  }

  #answer(response: object): string {
    const id = text(this.id);
    const type = "public-key";
    return JSON.stringify({
      id,
      rawId: id,
      type,
      response,
      clientExtensionResults: {},
    });
  }

  #client(type: string, { challenge }: Asked, lie: Lie): Uint8Array {
    return new TextEncoder().encode(JSON.stringify({
      type,
      challenge: lie.challenge ?? challenge,
      origin: lie.origin ?? this.origin,
      crossOrigin: false,
    }));
  }

  #data(
    rpId: string,
    flags: number,
    lie: Lie,
    held: Uint8Array = new Uint8Array(),
  ): Uint8Array {
    const [present, verified, copied] = [1, lie.unverified ? 0 : 4, 8 | 16];
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(lie.counter ?? this.counter);
    const all = Buffer.from([flags | present | verified | copied]);
    return Buffer.concat([sha256(rpId), all, counter, held]);
  }

  /** {1: 2, 3: -7, -1: 1, -2: x, -3: y} */
  #cose(): Uint8Array {
    const { x, y } = this.#keys.publicKey.export({ format: "jwk" });
    return Buffer.concat([
      Buffer.from("a5010203262001215820", "hex"),
      Buffer.from(x!, "base64url"),
      Buffer.from("225820", "hex"),
      Buffer.from(y!, "base64url"),
    ]);
  }
}
