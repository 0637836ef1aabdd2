import { all, type PageDocument } from './dom.ts';

const RAISED: Readonly<Record<string, string>> = charactersOf('0123456789+-−–=()ni', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ');
const LOWERED: Readonly<Record<string, string>> = charactersOf('0123456789+-−–=()ni', '₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₙᵢ');

/** Markdown raises and lowers nothing, and 10⁶ is not 106: numbers become characters that are raised by themselves. */
export function writeRaisedText(document: PageDocument): void {
  for (const element of all(document.body, 'sup, sub')) {
    if (element.hasAttribute('data-note') || element.querySelector('*') || element.closest('code, pre'))
      continue;
    const characters = element.localName === 'sup' ? RAISED : LOWERED;
    const text = Array.from((element.textContent ?? '').trim(), (char) => characters[char]);
    if (text.every((char) => char !== undefined)) element.textContent = text.join('');
  }
}

function charactersOf(plain: string, others: string): Record<string, string> {
  const written = Array.from(others);
  return Object.fromEntries(Array.from(plain, (char, index) => [char, written[index]!]));
}
