/** What the administrator decides for the whole server. */
import { Forbidden, Invalid } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { type Job, later } from "@/lib/jobs/later.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { serverSettings } from "./_keys.ts";
import { Recent } from "./_recent.ts";
import {
  mayAdminister,
  REGISTRATIONS,
  type ServerSettings,
  type User,
} from "./model.ts";

/** Longest edit window one can set, in minutes: a year. */
export const EDIT_WINDOW_MOST = 525_600;
/** Most megabytes of a voice message one can set. */
export const VOICE_MEGABYTES_MOST = 10;

/** Until an administrator decides otherwise. */
export const DEFAULTS: ServerSettings = {
  registration: null,
  editWindow: null,
};
/** Another process' change is seen within this. */
const AGE = 5_000;
const recent = new Recent<ServerSettings>(1);

/** The settings in force. */
export async function findServerSettings(): Promise<ServerSettings> {
  const found = await recent.get(
    "",
    AGE,
    async () => await read(serverSettings, []) ?? DEFAULTS,
  );
  return found ?? DEFAULTS;
}

/** What an administrator typed. */
export interface ServerSettingsForm {
  /** A way of registration, or empty for what the environment says. */
  readonly registration: string;
  /** Minutes, or empty for no limit. */
  readonly editWindow: string;
  /** Left out means no. */
  readonly passkeySignUp?: boolean;
  /** Left out means no. */
  readonly publicGroups?: boolean;
  /** Left out means no. */
  readonly linkPreviews?: boolean;
  /** Megabytes, or empty for the default. */
  readonly voiceMegabytes?: string;
  /** Left out means no. */
  readonly noGuests?: boolean;
}

/** Guests are forbidden from now on: those who are there go. */
export interface ForbidGuests extends Job {
  readonly kind: "forbid-guests";
}

/** @throws Forbidden, Invalid at `registration`, `edit_window` or `voice_megabytes` */
export async function changeServerSettings(
  asker: User,
  form: ServerSettingsForm,
): Promise<ServerSettings> {
  if (!mayAdminister(asker)) throw new Forbidden({ key: "error.forbidden" });
  const typed = parse(form);
  return await change(async (c) => {
    const { retention, nightHour, fileMegabytes, filesMost } =
      await c.read(serverSettings, []) ?? DEFAULTS;
    const settings = {
      ...typed,
      // These have a form of their own.
      ...(retention === undefined ? {} : { retention }),
      ...(nightHour === undefined ? {} : { nightHour }),
      ...(fileMegabytes === undefined ? {} : { fileMegabytes }),
      ...(filesMost === undefined ? {} : { filesMost }),
    };
    c.put(serverSettings, [], settings);
    if (settings.noGuests) later<ForbidGuests>(c, { kind: "forbid-guests" });
    c.afterCommit(forgetServerSettings);
    return settings;
  });
}

/** They are other ones from now on. */
export function forgetServerSettings(): void {
  recent.forget("");
}

function parse(form: ServerSettingsForm): ServerSettings {
  const wrong: Record<string, Phrase> = {};
  const registration = REGISTRATIONS.find((one) => one === form.registration);
  if (form.registration !== "" && !registration) {
    wrong.registration = { key: "admin.registration.problem" };
  }
  const minutes = form.editWindow.trim();
  const editWindow = minutes === "" ? null : Number(minutes);
  if (
    editWindow !== null &&
    (!/^\d{1,6}$/.test(minutes) || editWindow > EDIT_WINDOW_MOST)
  ) {
    wrong.edit_window = {
      key: "admin.edit_window_problem",
      values: { most: EDIT_WINDOW_MOST },
    };
  }
  const megabytes = form.voiceMegabytes?.trim() ?? "";
  if (
    megabytes !== "" &&
    !(/^\d{1,2}$/.test(megabytes) && Number(megabytes) <= VOICE_MEGABYTES_MOST)
  ) {
    wrong.voice_megabytes = {
      key: "admin.voice_megabytes_problem",
      values: { most: VOICE_MEGABYTES_MOST },
    };
  }
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  return {
    ...(megabytes === "" ? {} : { voiceMegabytes: Number(megabytes) }),
    registration: registration ?? null,
    editWindow,
    passkeySignUp: form.passkeySignUp ?? false,
    publicGroups: form.publicGroups ?? false,
    linkPreviews: form.linkPreviews ?? false,
    noGuests: form.noGuests ?? false,
  };
}
