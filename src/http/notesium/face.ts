import type { Build } from '../../domain/notesium/index.ts';
import type { Services } from '../../services/index.ts';
import type { AnswerCache } from '../answer-cache.ts';
import type { TypedApp } from '../typed-app.ts';

export type NotesiumApp = TypedApp;

/** How the program was started, as `/api/runtime` tells it. */
interface WebOptions {
  /** The folder that is served at `/`, or `embedded`. */
  webroot: string;
  stopOnIdle: boolean;
  versionCheck: boolean;
}

export interface NotesiumOptions {
  services: Services;
  answers: AnswerCache;
  build: Build;
  releaseUrl: string | undefined;
  web: WebOptions;
  /** Whether `GET /api/notes` answers an object by file name unless asked otherwise. */
  keyed: boolean;
}
