/** What people say of themselves, and who may see it: rules that need no store. */

/** Who may see a detail. Contacts are people one shares a conversation with. */
export type Visibility = "nobody" | "contacts" | "everybody";

export const VISIBILITIES: readonly Visibility[] = [
  "nobody",
  "contacts",
  "everybody",
];

/** Ways to reach somebody elsewhere. */
export type DetailName = "mail" | "phone" | "web" | "other";

export const DETAIL_NAMES: readonly DetailName[] = [
  "mail",
  "phone",
  "web",
  "other",
];

/** One way, and for whom it is. */
export interface Detail {
  readonly value: string;
  readonly visibility: Visibility;
}

/** What somebody is up to just now. */
export interface Status {
  /** One emoji, or empty. */
  readonly emoji: string;
  readonly text: string;
  /** When it clears itself; null: when its owner clears it. */
  readonly until: number | null;
}

/** Everything somebody says of themselves besides the name. Only its owner sees it whole. */
export interface About {
  readonly pronouns: string;
  /** Plain text. */
  readonly bio: string;
  readonly status: Status | null;
  readonly details: Readonly<Partial<Record<DetailName, Detail>>>;
}

/** Before anything is said. */
export const NOTHING_SAID: About = {
  pronouns: "",
  bio: "",
  status: null,
  details: {},
};

/** How a viewer stands to the person. */
export type Relation = "self" | "contact" | "stranger";

/** May somebody who stands so see what is for these? */
export function maySee(visibility: Visibility, relation: Relation): boolean {
  return relation === "self" || visibility === "everybody" ||
    visibility === "contacts" && relation === "contact";
}

/** A person as one viewer sees them. */
export interface SeenAbout {
  readonly pronouns: string;
  readonly bio: string;
  readonly status: Status | null;
  readonly details: readonly {
    readonly name: DetailName;
    readonly value: string;
  }[];
}

/** What is seen of somebody one is apart from. */
export const NOTHING_SEEN: SeenAbout = {
  pronouns: "",
  bio: "",
  status: null,
  details: [],
};

/** What of it somebody who stands so may see at this moment. */
export function seenBy(
  relation: Relation,
  about: About,
  now: number,
): SeenAbout {
  return {
    pronouns: about.pronouns,
    bio: about.bio,
    status: statusAt(about, now),
    details: DETAIL_NAMES.flatMap((name) => {
      const detail = about.details[name];
      return detail && maySee(detail.visibility, relation)
        ? [{ name, value: detail.value }]
        : [];
    }),
  };
}

/** The status that holds at this moment. */
export function statusAt(
  { status }: Pick<About, "status">,
  now: number,
): Status | null {
  return status && (status.until === null || now < status.until)
    ? status
    : null;
}

/** What a picture may be. */
export const PICTURE_LIMITS = {
  bytes: 1_000_000,
  side: 4_096,
  pixels: 16_000_000,
} as const;

/** The sides of the squares a picture is kept as, in pixels. */
export const PICTURE_SIZES = [48, 128, 512] as const;
export type PictureSize = typeof PICTURE_SIZES[number];

/** Most characters of each. */
export const PROFILE_LENGTH = {
  pronouns: 32,
  bio: 400,
  status: 80,
  detail: 200,
} as const;
