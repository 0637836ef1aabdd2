const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFxiOS\/|\bFirefox\//, 'Firefox'],
  [/\bCriOS\/|\b(?:Headless)?Chrome\//, 'Chrome'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
];

const SYSTEMS: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

/**
 * What a `User-Agent` header says, in words. Order matters: most browsers name others that they are compatible with.
 * Programs name themselves first: `curl/8.5.0`.
 */
export function deviceOf(userAgent: string): { browser: string | null; system: string | null } {
  const first = (of: readonly [RegExp, string][]) => of.find(([pattern]) => pattern.test(userAgent))?.[1];
  const program = /^(?!Mozilla\/)([\w.-]{1,40})/.exec(userAgent)?.[1];
  return { browser: first(BROWSERS) ?? program ?? null, system: first(SYSTEMS) ?? null };
}
