import type { Somebody } from "./seed_words.ts";

/** What the sample organisation is called. */
export const ORGANISATION = "Harbour Street";

/** Everybody's password, printed at the end. */
export const PASSWORD = "calm harbour morning";

/** A person of the sample; the first one administers. */
export interface Person {
  readonly username: Somebody;
  readonly name: string;
  /** Colour of the face. */
  readonly hue: number;
  readonly language: string | null;
  readonly does: string;
}

/** A sailing school and boatyard that belongs to those who work there. */
export const PEOPLE: readonly Person[] = [
  {
    username: "maya",
    name: "Maya Lind",
    hue: 18,
    language: null,
    does: "office and courses, administrator",
  },
  {
    username: "jonas",
    name: "Jonas Weber",
    hue: 8,
    language: null,
    does: "boatbuilder, runs the yard",
  },
  {
    username: "amina",
    name: "Amina Khalil",
    hue: 2,
    language: null,
    does: "head instructor",
  },
  {
    username: "ravi",
    name: "Ravi Shah",
    hue: 14,
    language: null,
    does: "electrics, website and everything with a plug",
  },
  {
    username: "noor",
    name: "نور الحداد",
    hue: 21,
    language: "ar",
    does: "instructor, writes Arabic",
  },
  {
    username: "ines",
    name: "Inês Duarte",
    hue: 5,
    language: null,
    does: "sail loft and rigging",
  },
  {
    username: "tom",
    name: "Tom Okafor",
    hue: 11,
    language: null,
    does: "instructor, cooks on Fridays",
  },
  {
    username: "greta",
    name: "Greta Solheim",
    hue: 16,
    language: null,
    does: "treasurer",
  },
];
