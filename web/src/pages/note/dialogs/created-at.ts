/** The creation that gives a note this file name: it is named by that second, in hexadecimal (docs/api-notesium.md). */
export const createdAtOf = (filename: string): string =>
  new Date(Number.parseInt(filename.slice(0, 8), 16) * 1000).toISOString();
