/** Sends what somebody said aloud. */
import type { User } from "@/lib/accounts/model.ts";
import { findServerSettings } from "@/lib/accounts/server_settings.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { newId } from "@/lib/conversations/new_id.ts";
import { demand } from "@/lib/conversations/rights.ts";
import { Invalid } from "@/lib/errors.ts";
import { abandonBlob, putBlob } from "@/lib/files/put.ts";
import { parseSound, type Sound } from "@/lib/files/sound.ts";
import { parseDraft } from "./draft.ts";
import type { ShownMessage } from "./model.ts";
import { sendMessage } from "./send.ts";
import {
  parseBars,
  VOICE_LONGEST,
  VOICE_MEGABYTES,
  voiceText,
} from "./voice_model.ts";

/** The form as it was sent. */
export interface VoiceForm {
  readonly sound: Blob | undefined;
  /** How long it is, as whoever recorded it says: used only where the file does not. */
  readonly ms: string;
  readonly bars: string;
  /** Words to go with it. */
  readonly text: string;
  readonly clientId: string;
  readonly replyTo?: string;
  readonly thread?: string;
}

/** The size that is taken, in megabytes; 0 where no voice messages are. */
export async function voiceLimit(): Promise<number> {
  return (await findServerSettings()).voiceMegabytes ?? VOICE_MEGABYTES;
}

/**
 * Stores the sound and sends it. Again under the same client id it is one message.
 * @throws Invalid at `voice` or `text`; NotFound for strangers; Forbidden
 */
export async function sendVoice(
  sender: User,
  conversation: string,
  form: VoiceForm,
): Promise<ShownMessage> {
  const { member, ...place } = await findConversation(sender, conversation);
  demand(place.conversation, member, "post");
  const sound = await readSound(form.sound);
  const ms = sound.ms ?? claimed(form.ms);
  const draft = parseDraft({
    ...form,
    text: voiceText(ms, form.text.trim()),
  }, conversation);
  const put = await putBlob([sound.bytes]);
  const { type } = sound;
  const file = newId();
  const bars = parseBars(form.bars);
  const said = { file, type, ms, ...(bars.length > 0 ? { bars } : {}) };
  let message: ShownMessage | undefined;
  try {
    return message = await sendMessage(sender, {
      ...draft,
      voice: { said, put },
    });
  } finally {
    // Refused, or sent before: then these bytes are nobody's. A sweep would find
    // them, and finds nothing to do where a thrown write was written after all.
    if (message?.voice?.file !== file) await abandonBlob(put.blob);
  }
}

async function readSound(file: Blob | undefined): Promise<Sound> {
  const limit = await voiceLimit();
  const refuse = (
    key: "voice.error.off" | "voice.error.none" | "voice.error.kind",
  ) => new Invalid({ voice: { key } });
  if (limit === 0) throw refuse("voice.error.off");
  if (!file || file.size === 0) throw refuse("voice.error.none");
  if (file.size > limit * 1_000_000) {
    throw new Invalid({
      voice: { key: "voice.error.large", values: { limit } },
    });
  }
  const sound = parseSound(await file.bytes());
  if (!sound) throw refuse("voice.error.kind");
  if ((sound.ms ?? 0) > VOICE_LONGEST + 1_000) {
    const minutes = VOICE_LONGEST / 60_000;
    throw new Invalid({
      voice: { key: "voice.error.long", values: { minutes } },
    });
  }
  return sound;
}

function claimed(typed: string): number {
  const ms = /^\d{1,7}$/.test(typed) ? Number(typed) : 0;
  return ms <= VOICE_LONGEST ? ms : 0;
}
