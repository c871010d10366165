/** What stands between two people: a block, which keeps both apart, or silence, which only one asked for. */

/** The row of one person about another. Each is the moment at which it was begun. */
export interface Between {
  /** This person blocked the other. */
  readonly blocked?: number;
  /** The other blocked this person, who is not told. */
  readonly by?: number;
  /** This person wants no notice of the other. */
  readonly muted?: number;
}

/** Everything that stands between one person and others, by the other's id. */
export type Betweens = ReadonlyMap<string, Between>;

/** Nothing does: nearly always so. */
export const NOTHING_BETWEEN: Betweens = new Map();

/** Most people one person can block or mute. */
export const BETWEEN_LIMIT = 1_000;

/** Are they hidden from each other, whoever of them wanted it? */
export function isApart(between: Between | null | undefined): boolean {
  return between?.blocked !== undefined || between?.by !== undefined;
}

/** Does what the other writes stay out of this person's sight? */
export function isBlocked(betweens: Betweens, other: string): boolean {
  return betweens.get(other)?.blocked !== undefined;
}

/** Does what the other writes raise nothing for this person? */
export function isSilent(betweens: Betweens, other: string): boolean {
  const between = betweens.get(other);
  return between?.muted !== undefined || between?.blocked !== undefined;
}
