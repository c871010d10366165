import type { User } from "@/lib/accounts/model.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { demandReadable } from "@/lib/conversations/rights.ts";
import { NotFound } from "@/lib/errors.ts";
import { list, read } from "@/lib/kv/read.ts";
import { cardPictures } from "./_card_keys.ts";
import { tallies } from "./_keys.ts";

/** The picture of the card under a message. @throws NotFound for strangers, and where there is none */
export async function findCardPicture(
  user: User,
  conversationId: string,
  seq: number,
): Promise<
  { version: string; type: string; bytes: Uint8Array<ArrayBuffer> }
> {
  const { member } = await findConversation(user, conversationId);
  demandReadable(member, seq);
  const picture = (await read(tallies, [conversationId, seq]))?.card?.picture;
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const rows = list(cardPictures, [conversationId, seq]);
  for await (const { value } of rows) pieces.push(new Uint8Array(value));
  if (!picture || pieces.length !== picture.pieces) {
    throw new NotFound({ key: "error.not_found" });
  }
  const bytes = await new Blob(pieces).bytes();
  return { version: picture.version, type: picture.type, bytes };
}
