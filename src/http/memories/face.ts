import type { Services } from '../../services/index.ts';
import type { AnswerCache } from '../answer-cache.ts';
import type { TypedApp } from '../typed-app.ts';

export type MemoriesApp = TypedApp;

export interface MemoriesOptions {
  services: Services;
  answers: AnswerCache;
  /** What the addresses of plain notes begin with, whatever the server was asked by. */
  ownAddress: () => string;
}
