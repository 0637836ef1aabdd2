import { expect } from 'vitest';
import type { Answer } from './instance.ts';

/** What an error answer says, in the shape of the face that gave it. */
export interface ErrorSaid {
  /** Sentences. */
  text: string;
  /** The fields that are named; null where they are named in the text alone. */
  fields: string[] | null;
}

/** Whether a path belongs to the Notesium API. */
export function isNotesium(path: string): boolean {
  return /^\/api\/(notes|runtime|raw|heartbeat)(\/|\?|$)/.test(path);
}

/** Reads an error answer, which has exactly the shape of its face. */
export function errorOf({ status, json, text, headers }: Answer): ErrorSaid {
  if (String(headers['content-type']).startsWith('text/plain')) {
    expect(text).toMatch(/^[^\n]+\n$/);
    return { text, fields: null };
  }
  if (json && 'Error' in json) {
    expect(json).toEqual({ Error: expect.any(String), Code: status });
    return { text: json.Error, fields: null };
  }
  if (typeof json?.error === 'string') {
    const { error, details, id: _id, ...others } = json;
    expect(others).toEqual({});
    expect(details === undefined).toBe(status !== 400);
    return { text: error, fields: details?.map((one: { field: string }) => one.field) ?? null };
  }
  expect(Object.keys(json ?? {}), text).toEqual(['error']);
  expect(json.error).toEqual({
    code: expect.any(String),
    message: expect.any(String),
    details: expect.any(Array),
  });
  return { text: json.error.message, fields: json.error.details.map((one: { field: string }) => one.field) };
}
