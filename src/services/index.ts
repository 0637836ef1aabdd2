import type { Blobs } from '../blobs/blobs.ts';
import { noBlobs } from '../blobs/none.ts';
import type { ContentLimits } from '../domain/note.ts';
import type { Build } from '../domain/notesium/index.ts';
import type { Clock } from '../domain/time.ts';
import type { Store } from '../store/store.ts';
import { createAttachmentKeeping } from './attachment-keeping.ts';
import { createAttachments, type UploadLimits } from './attachments.ts';
import { createBatchProgress } from './batch-progress.ts';
import { createBlobKeeper } from './blob-keeper.ts';
import { createCaptureHandler, type Capture } from './capture-jobs.ts';
import { createPictureKeeping, type PictureLimits } from './capture-pictures.ts';
import { CAPTURE } from './capture-queue.ts';
import type { Download } from './capture/index.ts';
import { createGuessing, type GuessingLimits } from './guessing.ts';
import { createJobs } from './jobs.ts';
import type { Limiters } from './limiters.ts';
import { askLatestRelease } from './latest-release.ts';
import { createLive, type LiveLimits } from './live.ts';
import { createMemories } from './memories.ts';
import { createNotebook } from './notebook.ts';
import { createNotebookCommands } from './notebook-commands.ts';
import { createActivity } from './activity.ts';
import { createNoteHistory } from './note-history.ts';
import { createNoteLinks } from './note-links.ts';
import { createPreferences } from './preferences.ts';
import { createNotes } from './notes.ts';
import { createOutbox } from './outbox.ts';
import { createPasswords } from './passwords.ts';
import { random as systemRandom, type Random } from './random.ts';
import { REINDEX, reindexHandler } from './reindex-jobs.ts';
import { createSearch } from './search.ts';
import { createSessions } from './sessions.ts';
import { createSpaceMembers } from './space-members.ts';
import { createSpaces } from './spaces.ts';
import { createSystem } from './system.ts';
import { createTags } from './tags.ts';
import { createThumbnails } from './thumbnails.ts';
import { createTokens } from './tokens.ts';
import { createUsers } from './users.ts';
import { createWebhookJobs, type WebhookOptions } from './webhook-jobs.ts';
import { createWebhooks } from './webhooks.ts';
import { createVaultFolder } from './vault-folder.ts';
import { createVault, type VaultOptions } from './vault/index.ts';

export type Services = Awaited<ReturnType<typeof createServices>>;

export interface ServiceOptions {
  store: Store;
  limits: ContentLimits;
  guessing: GuessingLimits;
  /** What several processes count together; undefined: this process counts alone. */
  limiters?: Limiters | undefined;
  /** Undefined: a new one. */
  setupCode?: string | undefined;
  /** Undefined: as the host sets it. */
  allowSignUp: boolean | undefined;
  /** Undefined where no files are handled. */
  files?: (UploadLimits & { blobs: Blobs }) | undefined;
  live?: Partial<LiveLimits> | undefined;
  /** Undefined where nothing is sent, as on the command line: a server will. */
  webhooks?: WebhookOptions | undefined;
  /** Fetches pages; undefined where nothing is fetched, as on the command line: a server will. */
  capture?: Capture | undefined;
  /** Fetches pictures of pages; undefined: they stay where they are. */
  download?: Download | undefined;
  pictureLimits?: Partial<PictureLimits> | undefined;
  /** Undefined where nobody asks for notes as files. */
  notebook?: NotebookOptions | undefined;
  /** Undefined where the database is the truth for all. */
  vault?: VaultOptions | undefined;
  clock?: Clock | undefined;
  random?: Random | undefined;
}

interface NotebookOptions {
  /** The path that the files of a user are shown under. */
  folderOf: (username: string) => string;
  build: Build;
  /** Asked for the newest version of this program. */
  releaseUrl: string | undefined;
}

/** The use cases, wired together; the faces and the command line get them from here. */
export async function createServices(options: ServiceOptions) {
  const { limits, allowSignUp, clock = Date.now, random = systemRandom } = options;
  const jobs = createJobs({ store: options.store, clock });
  const outbox = createOutbox({ jobs, clock, random });
  const vault =
    options.vault &&
    createVault({
      store: options.store,
      clock,
      random,
      outbox,
      maxContentBytes: limits.maxContentBytes,
      options: options.vault,
    });
  const store = vault?.store ?? options.store;
  const setupCode = options.setupCode ?? random.code();
  const passwords = await createPasswords();
  const guessing = createGuessing(options.guessing, options.limiters);
  const system = createSystem({ store, allowSignUp });
  const notes = createNotes({ store, clock, random, limits, outbox, files: vault?.files });
  const sessions = createSessions({ store, clock, random, passwords, guessing, system });
  const spaces = createSpaces({ store, clock, random, jobs });
  const users = createUsers({
    store,
    clock,
    passwords,
    guessing,
    sessions,
    system,
    notes,
    spaces,
    outbox,
    setupCode,
  });
  const live = createLive({ store, sessions, clock, limits: options.live });
  const search = createSearch({ store, clock });
  const memories = createMemories({ store, clock, limits, notes, spaces, search, jobs });
  const sending = options.webhooks && createWebhookJobs({ store, clock, ...options.webhooks });
  const { blobs, ...uploadLimits } = options.files ?? NO_FILES;
  const { folderOf, build, releaseUrl } = options.notebook ?? NO_NOTEBOOK;
  const notebook = createNotebook({ store, clock, limits, notes, folderOf });
  const keeper = createBlobKeeper({ store, blobs, clock });
  const keeping = createAttachmentKeeping({ random, outbox, maxUserBytes: uploadLimits.maxUserBytes });
  const pictures =
    options.download &&
    options.files &&
    createPictureKeeping({
      store,
      blobs,
      keeper,
      keeping,
      download: options.download,
      maxContentBytes: limits.maxContentBytes,
      maxUploadBytes: uploadLimits.maxUploadBytes,
      limits: options.pictureLimits,
    });
  return {
    notes,
    notebook,
    notebookCommands: createNotebookCommands({
      notebook,
      clock,
      build,
      latestRelease: () => askLatestRelease(releaseUrl),
    }),
    keeper,
    attachments: createAttachments({
      store,
      blobs,
      keeper,
      keeping,
      thumbnails: createThumbnails({ store, blobs, keeper }),
      notes,
      clock,
      limits: uploadLimits,
    }),
    vault,
    vaultFolder: createVaultFolder({ store, vault }),
    jobs,
    /** What a server does after the changes, by kind of job. */
    jobHandlers: {
      ...sending?.handlers,
      [REINDEX]: reindexHandler,
      ...(options.capture && {
        [CAPTURE]: createCaptureHandler({ store, clock, notes, capture: options.capture, pictures }),
      }),
    },
    noteLinks: createNoteLinks({ store }),
    noteHistory: createNoteHistory({ store }),
    activity: createActivity({ store }),
    preferences: createPreferences({ store }),
    memories,
    batches: createBatchProgress({ store, memories, sessions, streams: live.streams }),
    sessions,
    spaces,
    spaceMembers: createSpaceMembers({ store, clock }),
    system,
    users,
    live,
    search,
    tags: createTags({ store, notes, clock }),
    tokens: createTokens({ store, clock, random }),
    webhooks: createWebhooks({ store, jobs, clock, random, send: sending?.sendOnce }),
    /** For the log of a server that waits for its first visitor. */
    setupCode,
    ping: () => store.ping(),
    /** See `Store.stamp`. */
    stamp: store.stamp,
  };
}

const NO_NOTEBOOK: NotebookOptions = {
  folderOf: (username) => `/notes/${username}`,
  build: { version: '', gitversion: 'unset', buildtime: 'unset', platform: '' },
  releaseUrl: undefined,
};
const NO_FILES = { blobs: noBlobs, maxUploadBytes: 0, maxUserBytes: 0 };
