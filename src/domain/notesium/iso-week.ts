const DAY_MS = 86_400_000;

/** The week of ISO 8601, 1 to 53: weeks begin on Monday and belong to the year of their Thursday. */
export function isoWeek(date: Date): number {
  const day = Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  const thursday = new Date(day + (4 - (date.getDay() || 7)) * DAY_MS);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - first) / DAY_MS / 7) + 1;
}
