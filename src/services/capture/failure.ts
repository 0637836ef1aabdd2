import { CAPTURE_REASONS, type CaptureReason } from '../../domain/capture/index.ts';

/**
 * Why a page was not captured. The message is a plain sentence for people; it names no address, and quotes nothing of what
 * a server said but the number of a status and a media type.
 */
export class CaptureFailure extends Error {
  readonly reason: CaptureReason;
  /** Whether it is worth trying again later. */
  readonly isPassing: boolean;

  constructor(reason: CaptureReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CaptureFailure';
    this.reason = reason;
    this.isPassing = CAPTURE_REASONS[reason];
  }
}

export function megabytes(bytes: number): string {
  return `${Math.round((bytes / (1024 * 1024)) * 10) / 10} MB`;
}

export function seconds(ms: number): string {
  return ms === 1000 ? '1 second' : `${ms / 1000} seconds`;
}
