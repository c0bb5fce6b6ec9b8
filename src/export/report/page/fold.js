// Search with or without marks: both sides folded to base letters, places kept.
const FOLDED = new Uint16Array(65536);
function foldedUnit(unit) {
  if (FOLDED[unit]) return FOLDED[unit];
  let base = unit;
  if (unit < 0xd800 || unit > 0xdfff) {
    const letter = String.fromCharCode(unit).toLowerCase().normalize("NFD")[0];
    base = letter === "đ" ? 100 : letter.charCodeAt(0);
  }
  FOLDED[unit] = base;
  return base;
}
const isMark = (unit) => unit >= 0x300 && unit <= 0x36f;
const isSpace = (unit) => unit === 10 || unit === 13 || unit === 9 || unit === 160;
// The folded text, line ends as spaces; `places` has the place of each of its letters, where marks of their own moved them.
function foldWithPlaces(text) {
  const units = new Uint16Array(text.length);
  let places = null;
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (isMark(unit)) {
      if (!places) places = Uint32Array.from({ length: text.length + 1 }, (_, place) => place);
      continue;
    }
    units[length] = isSpace(unit) ? 32 : foldedUnit(unit);
    if (places) places[length] = at;
    length += 1;
  }
  if (places) places[length] = text.length;
  return { folded: new TextDecoder("utf-16le").decode(units.subarray(0, length)), places };
}
const placeIn = ({ places }, at) => (places ? places[at] : at);
const fold = (text) => foldWithPlaces(text).folded.replace(/ +/g, " ").trim();
