const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** The text of a snippet: without its marks, and with the characters that HTML escapes. */
export function plainOf(snippet: string): string {
  return snippet
    .replaceAll(/<\/?mark>/g, '')
    .replaceAll(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity] ?? entity);
}
