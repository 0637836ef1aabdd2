/** Why a page could not be captured, and whether it is worth trying again later. */
export const CAPTURE_REASONS = {
  badAddress: false,
  noPublicAddress: false,
  nameNotResolved: true,
  unreachable: true,
  insecure: false,
  timeout: true,
  tooLarge: false,
  tooManyRedirects: false,
  badRedirect: false,
  missing: false,
  forbidden: false,
  refused: false,
  busy: true,
  badAnswer: true,
  unsupportedType: false,
  badEncoding: false,
  tooComplicated: false,
  unreadable: false,
  stopped: true,
} as const satisfies Record<string, boolean>;

export type CaptureReason = keyof typeof CAPTURE_REASONS;
