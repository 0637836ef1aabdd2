/** The address that a line means, or null: `example.com/a` is one, too. */
export function addressOf(line: string): string | null {
  const text = line.trim().replace(/^<(.*)>$/, '$1');
  if (/^https?:\/\/[^\s/?#]+\S*$/i.test(text)) return URL.canParse(text) ? text : null;
  const isBare = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(:\d+)?([/?#]\S*)?$/u.test(text);
  return isBare && URL.canParse(`https://${text}`) ? `https://${text}` : null;
}

/** What is in the field, line by line; a single line may hold several addresses. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n').flatMap((line) => {
    const words = line.trim().split(/\s+/);
    return words.length > 1 && words.every((word) => addressOf(word) !== null) ? words : [line.trim()];
  });
  return [...new Set(lines.filter((line) => line !== ''))];
}
