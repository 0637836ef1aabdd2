const WORDS: Record<string, string> = {
  'not-utf8': 'is not valid UTF-8, so it cannot be changed here; save it as UTF-8 with another program',
  nul: 'holds the character NUL, so it cannot be changed here; take it out with another program',
  'too-large': 'is larger than a note may be, so it cannot be changed here; shorten it with another program',
  unreadable: 'cannot be read, so it cannot be changed here; give the server the right to read it',
};

/** Why a file is not written: what follows its name in a sentence. */
export function wordsOf(problem: string): string {
  return WORDS[problem] ?? 'cannot be changed here';
}
