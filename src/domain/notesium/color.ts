/** Puts text between the escape sequences that Notesium colours with; or leaves it as it is. */
export type Paint = (text: string) => string;

const CYAN = '\u001B[0;36m';
const RESET = '\u001B[0m';

export function paintFor({ color }: { color?: boolean }): Paint {
  return color ? (text) => CYAN + text + RESET : (text) => text;
}
