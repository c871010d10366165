/**
 * Letters that pass for others, folded to one of them. This is the part of
 * UTS #39 that fakes Latin usernames (from Cyrillic, Greek, Armenian and
 * Latin's own look-alikes), and the Arabic letters that Arabic, Persian and
 * Urdu keyboards write differently. Applied after lower-casing and NFD.
 */
const TABLE: Readonly<Record<string, string>> = {
  ...pairs("аa еe оo рp сc уy хx ѕs іi јj ԁd ԛq һh ӏl ѵv гr кk ьb ɑa ҽe"),
  ...pairs("αa οo ρp νv υu ιi κk γy ηn χx τt ϲc ϳj σo ςo"),
  ...pairs("օo սu հh զq ցg ոn յj ɡg ıi ɩi ɪi ʏy ꞁl ƽs ǀl ɢg ʀr ʟl ɴn"),
  ...pairs("كک يی ىی ەه ہه ھه ةه"),
  "æ": "ae",
  "œ": "oe",
  "β": "ss",
  "m": "rn",
  "w": "vv",
  "ԝ": "vv",
  "0": "o",
  "1": "l",
};

function pairs(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(" ").map((pair) => {
      const [from, to] = [...pair];
      return [from ?? "", to ?? ""];
    }),
  );
}

/** Digits of every script count as their value: ٣ and ۳ are 3. */
function digit(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // Decimal digits stand in runs of ten; the run's start is the zero.
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) {
    zero--;
  }
  return String(code - zero);
}

/** What a name looks like: two texts with one skeleton are hard to tell apart. */
export function skeleton(text: string): string {
  let seen = "";
  for (const character of text.normalize("NFD")) {
    const plain = /\p{Nd}/u.test(character) && character > "9"
      ? digit(character)
      : character;
    seen += TABLE[plain] ?? plain;
  }
  return seen.normalize("NFD");
}

/** Capitals that pass for Latin ones though their small letters do not. */
const CAPITALS: Readonly<Record<string, string>> = pairs(
  "АA ВB ЕE ЅS ІI ЈJ КK МM НH ОO РP СC ТT УY ХX ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX",
);

/** Those replaced: for names, which unlike usernames have capitals. */
export function plainCapitals(text: string): string {
  return [...text].map((letter) => CAPITALS[letter] ?? letter).join("");
}
