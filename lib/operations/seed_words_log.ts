import type { Dice } from "./seed_dice.ts";
import type { Talk } from "./seed_words.ts";

/** The long one: what machines have to say. */
export const opsLog: Omit<Talk, "share" | "lines" | "exchanges"> = {
  name: "Ops log",
  description:
    "Pumps, gate, weather mast, backups. Written by Ravi's scripts under his name.",
  members: ["ravi", "maya", "jonas"],
  days: 40,
  endedAgo: 2,
  unread: 128,
};

const SIDES = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];

/** One line of it. */
export function logLine(dice: Dice, n: number): string {
  switch (dice.between(0, 11)) {
    case 0:
      return `pump 1 on · bilge ${dice.between(30, 48)} mm`;
    case 1:
      return `pump 1 off · ran ${dice.between(20, 190)} s`;
    case 2:
      return `pump 2 on · bilge ${dice.between(30, 48)} mm`;
    case 3:
    case 4:
    case 5:
      return `wind ${dice.between(2, 27)} kn ${dice.pick(SIDES)}, gusts ${
        dice.between(8, 38)
      }`;
    case 6:
      return `tide ${(dice.between(4, 46) / 10).toFixed(1)} m ${
        dice.pick(["rising", "falling"])
      }`;
    case 7:
      return `gate open · card ${
        String(dice.between(400, 447)).padStart(4, "0")
      }`;
    case 8:
      return "gate closed";
    case 9:
      return `shed ${dice.between(4, 21)} °C, ${dice.between(48, 83)} %`;
    case 10:
      return `battery \`12.${dice.between(1, 8)} V\` workboat`;
    default:
      return n % 40 === 0
        ? `**backup ok** · ${dice.between(140, 166)} MB in ${
          dice.between(9, 31)
        } s`
        : `booking page ${dice.between(18, 96)} ms`;
  }
}
