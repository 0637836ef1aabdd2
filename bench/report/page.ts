import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

/**
 * Puts a measurement into a page of documentation, between the markers of its engine; what people have written around them
 * stays as it is.
 */
export async function writePage(file: string, engine: string, measured: string): Promise<void> {
  const [begin, end] = [`<!-- measured: ${engine} -->`, `<!-- end: ${engine} -->`];
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '# Performance\n';
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  const body = `${begin}\n\n${measured}\n\n${end}`;
  const text = after === undefined ? `${page}\n${body}\n` : `${before}${body}${after}`;
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
