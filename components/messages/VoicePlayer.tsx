import { useReader } from "@/lib/i18n/reader.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";
import {
  lengthText,
  VOICE_BAR_MOST,
  VOICE_BARS,
  voicePath,
} from "@/lib/messages/voice_model.ts";

/**
 * A voice message in its row: the browser's own player, which every browser
 * works by keyboard and without script. Nothing is fetched before it is asked for.
 */
export function VoicePlayer(
  { message, voice }: {
    message: ShownMessage;
    voice: NonNullable<ShownMessage["voice"]>;
  },
) {
  const { t } = useReader();
  const src = voicePath(message, voice);
  const length = lengthText(voice.ms);
  return (
    <div class="voice" data-sheet="voice">
      {voice.bars && <Waveform bars={voice.bars} />}
      <audio
        controls
        preload="none"
        src={src}
        aria-label={length
          ? t("voice.label", { length })
          : t("voice.label_unknown")}
      >
        <a href={src}>{t("voice.file")}</a>
      </audio>
    </div>
  );
}

/** How loud it is along its length. One path: a voice message must not weigh as much as ten texts. */
export function Waveform({ bars }: { bars: readonly number[] }) {
  const middle = VOICE_BAR_MOST + 1;
  const path = bars.map((bar, i) => {
    const height = bar + 1;
    return `M${2 * i + 1} ${middle - height}v${2 * height}`;
  }).join("");
  return (
    <svg
      class="waveform"
      viewBox={`0 0 ${2 * VOICE_BARS} ${2 * middle}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}
