import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quote } from './parse.ts';
import { PREFIX, settings } from './settings.ts';

const FILE = 'commonplace.json';
/** Where the person who mistyped a name finds the right one. */
export const LIST = 'docs/configuration.md lists all settings';

export interface SettingsFile {
  path: string;
  folder: string;
  values: Map<string, string>;
  problems: string[];
}

/** Reads commonplace.json in the data folder; what is wrong with it is listed, not thrown. */
export function readSettings(folder: string, readFile: (path: string) => string | undefined): SettingsFile {
  const path = join(folder, FILE);
  const file: SettingsFile = { path, folder, values: new Map(), problems: [] };
  try {
    for (const [name, value] of Object.entries(parseObject(readFile(path)))) {
      const text = textOf(value);
      if (!settings.some((setting) => setting.name === name)) {
        file.problems.push(
          `${quote(name)} (${path}): is no setting; correct its name or remove it (${LIST})`,
        );
      } else if (name === 'data') {
        file.problems.push(
          `data (${path}): cannot be set in a file that lies there; use --data or ${PREFIX}DATA`,
        );
      } else if (text === undefined) {
        file.problems.push(
          `${name} (${path}): is not text, a number, true or false; write it as one of these`,
        );
      } else {
        file.values.set(name, text);
      }
    }
  } catch (error) {
    file.problems.push(`${path}: ${(error as Error).message}`);
  }
  return file;
}

export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new Error(`cannot be read (${code}); make it readable for this user`, { cause: error });
  }
}

function parseObject(text: string | undefined): object {
  if (text === undefined) return {};
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    // The message quotes the text around the mistake, which may be a password.
    const place = /line \d+ column \d+/.exec((error as Error).message)?.[0];
    throw new Error(`is not JSON${place ? ` (${place})` : ''}; correct it`, { cause: error });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new Error('is not a JSON object; write {"port": 5230} or the like');
}

function textOf(value: unknown): string | undefined {
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'string') ? value.join(',') : undefined;
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}
