import { Waveform } from "@/components/messages/VoicePlayer.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** What a recorder is doing. */
export type RecorderState = "idle" | "recording" | "paused" | "ready";

/** The recorder as it looks: its buttons, how long and how loud it is, and what was recorded. */
export function RecorderControls(
  { state, level, elapsed, error, sound, ...on }: {
    state: RecorderState;
    /** From 0 to 1. */
    level: number;
    elapsed: string;
    error: string;
    /** What was recorded. */
    sound: { url: string; bars: readonly number[] } | null;
    onRecord: () => void;
    onPause: () => void;
    onStop: () => void;
    onDiscard: () => void;
    /** The player knows what it plays. */
    onKnown: (player: HTMLMediaElement) => void;
  },
) {
  const { t } = useReader();
  const busy = state === "recording" || state === "paused";
  const said = state === "idle" ? "" : t(`voice.${state}`);
  return (
    <div class="recorder" data-recorder={state}>
      <p role="status">{said}</p>
      {error && <p class="error" role="alert">{error}</p>}
      {busy && (
        <>
          <p class="elapsed" role="timer">{elapsed}</p>
          <meter min={0} max={1} value={level} aria-label={t("voice.level")} />
        </>
      )}
      {sound && (
        <>
          <Waveform bars={sound.bars} />
          <audio
            controls
            src={sound.url}
            aria-label={t("voice.listen")}
            onLoadedMetadata={({ currentTarget }) => on.onKnown(currentTarget)}
          />
        </>
      )}
      <div class="actions">
        {state === "idle" && (
          <Press onPress={on.onRecord}>{t("voice.record")}</Press>
        )}
        {busy && (
          <>
            <Press onPress={on.onStop}>{t("voice.stop")}</Press>
            <Press onPress={on.onPause}>
              {t(state === "paused" ? "voice.resume" : "voice.pause")}
            </Press>
          </>
        )}
        {state === "ready" && (
          <Press onPress={on.onDiscard}>{t("voice.discard")}</Press>
        )}
      </div>
      {state === "idle" && <p class="hint">{t("voice.or_file")}</p>}
    </div>
  );
}

function Press(
  { onPress, children }: { onPress: () => void; children: string },
) {
  return (
    <button class="button" type="button" onClick={onPress}>{children}</button>
  );
}
