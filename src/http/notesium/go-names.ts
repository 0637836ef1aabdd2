const NAMES = new Map(['Content', 'Ctime', 'LastMtime'].map((name) => [name.toLowerCase(), name]));

/** Go reads the names of JSON fields in any case, and so its clients may send them. */
export function goNames(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const renamed = Object.entries(body).map(([key, value]) => [NAMES.get(key.toLowerCase()) ?? key, value]);
  return Object.fromEntries(renamed);
}
