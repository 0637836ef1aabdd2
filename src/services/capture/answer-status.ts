import { CaptureFailure } from './failure.ts';

/** @throws CaptureFailure unless the status means that the page follows */
export function assertStatus(status: number): void {
  if (status === 200 || status === 203) return;
  if (status === 404 || status === 410)
    throw new CaptureFailure('missing', `The page does not exist (${status}).`);
  if (status === 401 || status === 402 || status === 403 || status === 407 || status === 451) {
    throw new CaptureFailure('forbidden', `The server does not show the page to everybody (${status}).`);
  }
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    throw new CaptureFailure('busy', `The server cannot answer at the moment (${status}).`);
  }
  if (status >= 200 && status < 300)
    throw new CaptureFailure('badAnswer', `The server sent no page (${status}).`);
  throw new CaptureFailure('refused', `The server refused to send the page (${status}).`);
}
