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

const SIDES = ["SE", "S", "SW", "SW", "W", "W", "NW", "N"];

/** Somewhere between -1 and 1, coming back after so many hours. */
const wave = (hour: number, period: number) =>
  Math.sin(hour / period * 2 * Math.PI);

/** One line of it, so many hours after the first. */
export function logLine(dice: Dice, n: number, hour: number): string {
  switch (dice.between(0, 11)) {
    case 0:
      return `pump 1 on · bilge ${dice.between(30, 48)} mm`;
    case 1:
      return `pump 1 off · ran ${dice.between(20, 190)} s`;
    case 2:
      return `pump 2 on · bilge ${dice.between(30, 48)} mm`;
    case 3:
    case 4:
    case 5: {
      // Weather comes and goes; it does not jump.
      const knots = Math.round(13 + 7 * wave(hour, 61) + 3 * wave(hour, 7)) +
        dice.between(-1, 1);
      const side = SIDES[Math.floor((wave(hour, 83) + 1) * 3.99)];
      return `wind ${knots} kn ${side}, gusts ${knots + dice.between(3, 9)}`;
    }
    case 6: {
      const height = (2.4 + 1.9 * wave(hour, 12.42)).toFixed(1);
      const rising = wave(hour + 0.1, 12.42) > wave(hour, 12.42);
      return `tide ${height} m ${rising ? "rising" : "falling"}`;
    }
    case 7:
      return `gate open · card ${
        String(dice.between(400, 447)).padStart(4, "0")
      }`;
    case 8:
      return "gate closed";
    case 9:
      return `shed ${Math.round(12 + 6 * wave(hour - 9, 24))} °C, ${
        dice.between(58, 66)
      } %`;
    case 10:
      return `battery \`12.${dice.between(5, 7)} V\` workboat`;
    default:
      return n % 40 === 0
        ? `**backup ok** · ${dice.between(140, 166)} MB in ${
          dice.between(9, 31)
        } s`
        : `booking page ${dice.between(18, 96)} ms`;
  }
}
