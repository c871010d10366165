import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import {
  RecorderControls,
  type RecorderState,
} from "@/components/messages/RecorderControls.tsx";
import { fillForm, learnLength, sendForm } from "@/lib/client/voice_form.ts";
import { longestIn, Recording, whyNot } from "@/lib/client/voice_recording.ts";
import {
  clientReader,
  ReaderContext,
  type ReaderProps,
} from "@/lib/i18n/reader.ts";
import { clockText } from "@/lib/messages/voice_model.ts";

export interface VoiceRecorderProps {
  reader: ReaderProps;
  /** How large it may get. */
  megabytes: number;
}

/** Records into the form it stands in: record, pause, listen, discard, and on to the form's own button. */
export default function VoiceRecorder(props: VoiceRecorderProps) {
  const reader = useMemo(() => clientReader(props.reader), []);
  const { t } = reader;
  const state = useSignal<RecorderState | "none">("none");
  const error = useSignal("");
  const level = useSignal(0);
  const ms = useSignal(0);
  const sound = useSignal<{ url: string; bars: readonly number[] } | null>(
    null,
  );
  const recording = useRef<Recording | null>(null);
  const asking = useRef(false);
  const place = useRef<HTMLDivElement>(null);
  const longest = longestIn(props.megabytes);
  const form = () => place.current!.closest("form")!;

  const stop = async () => {
    const under = recording.current;
    recording.current = null;
    if (!under) return;
    const recorded = await under.stop();
    const url = URL.createObjectURL(recorded.file);
    sound.value = { url, bars: recorded.bars };
    ms.value = recorded.ms;
    fillForm(form(), recorded);
    state.value = "ready";
  };
  const record = async () => {
    // Asked twice, one microphone would stay open for ever.
    if (asking.current) return;
    asking.current = true;
    error.value = "";
    try {
      const media = navigator.mediaDevices;
      const stream = await media.getUserMedia({ audio: true });
      recording.current = new Recording(stream, (now, length) => {
        level.value = now;
        ms.value = length;
        if (length >= longest) void stop();
      });
      state.value = "recording";
    } catch (thrown) {
      error.value = t(`voice.error.${whyNot(thrown)}`);
    } finally {
      asking.current = false;
    }
  };
  const pause = () => {
    const was = state.value === "paused";
    if (was) recording.current?.resume();
    else recording.current?.pause();
    state.value = was ? "recording" : "paused";
  };
  const discard = () => {
    if (sound.value) URL.revokeObjectURL(sound.value.url);
    sound.value = null;
    ms.value = 0;
    fillForm(form(), null);
    state.value = "idle";
  };
  useEffect(() => {
    state.value = "idle";
    const sending = async (event: SubmitEvent) => {
      if (!sound.peek() && !recording.current) return;
      event.preventDefault();
      await stop();
      error.value = await sendForm(form()) || t("voice.error.unsent");
    };
    const of = form();
    of.addEventListener("submit", sending);
    return () => of.removeEventListener("submit", sending);
  }, []);

  return (
    <ReaderContext.Provider value={reader}>
      <div ref={place}>
        {state.value !== "none" && (
          <RecorderControls
            state={state.value}
            level={level.value}
            elapsed={t("voice.elapsed", {
              elapsed: clockText(ms.value / 1_000),
              most: clockText(longest / 1_000),
            })}
            error={error.value}
            sound={sound.value}
            onRecord={record}
            onPause={pause}
            onStop={() => void stop()}
            onDiscard={discard}
            onKnown={learnLength}
          />
        )}
      </div>
    </ReaderContext.Provider>
  );
}
