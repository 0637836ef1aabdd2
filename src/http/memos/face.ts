import type { Services } from '../../services/index.ts';
import type { AnswerCache } from '../answer-cache.ts';
import type { TypedApp } from '../typed-app.ts';

export type MemosApp = TypedApp;

export interface MemosOptions {
  services: Services;
  /** Of this program. */
  version: string;
  /** The configured public address, if any. */
  publicUrl: string | undefined;
  answers: AnswerCache;
  /** Whether only this machine can reach the server. */
  isPrivateToMachine: boolean;
}
