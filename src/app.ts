import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBlobs } from './blobs/open.ts';
import type { Membership } from './cluster/worker.ts';
import { SECOND, type Clock } from './domain/time.ts';
import type { AppConfig } from './config.ts';
import { goPlatform } from './domain/notesium/index.ts';
import { renderWebhookEvent } from './http/memos/webhook-events.ts';
import { ownAddress } from './http/own-address.ts';
import { createHttpServer, type HttpServer } from './http/server.ts';
import { createLog, type Log } from './log.ts';
import { createServices, type ServiceOptions, type Services } from './services/index.ts';
import type { BegunFolder } from './services/vault/begin.ts';
import { createComparer } from './services/vault/comparer.ts';
import type { FolderOf } from './services/vault/index.ts';
import { startVaultKeeper } from './services/vault/keeper.ts';
import { startJobRunner } from './services/job-runner.ts';
import { startJanitor } from './services/janitor.ts';
import { startReindexing } from './services/reindex/start-reindexing.ts';
import { localOwner } from './services/local-owner.ts';
import { createCapturer } from './services/capture/index.ts';
import type { MayReach, Resolve } from './services/public-address.ts';
import type { Random } from './services/random.ts';
import { openStore } from './store/open.ts';
import { takeVaultLease } from './store/vault-lease.ts';
import { BUILD, VERSION } from './version.ts';

export interface App {
  services: Services;
  /** Sends a request without a socket; see light-my-request. */
  inject: HttpServer['inject'];
  /** @returns the address it listens at, e.g. http://127.0.0.1:5230 */
  listen(): Promise<string>;
  /** When the folders of notes have been compared with the store after the start. */
  vaultSettled(): Promise<void>;
  /** Settles when a server that is to stop then has been idle. */
  idle: Promise<void>;
  /** Finishes the requests under way, at most 10 s, then closes the store. */
  close(): Promise<void>;
}

/** What tests put in place of the real thing. */
export interface Overrides {
  clock?: Clock;
  random?: Random;
  log?: Log;
  live?: ServiceOptions['live'];
  resolve?: Resolve;
  /** Which addresses pages may be saved from. */
  mayReach?: MayReach;
  idleMs?: number;
  /** The folder with the built web app; null: none. */
  webApp?: string | null;
  /** How often folders are compared as a whole. */
  compareEveryMs?: number;
  /** The folder of a personal server, which is listed while the rest is loaded. */
  begun?: BegunFolder | null | undefined;
}

/** Room for the title and the address of a page in its note. */
const HEADING_BYTES = 8192;

/** What a process has from being one of several workers. */
export type { Membership } from './cluster/worker.ts';

/** The composition root: everything that is needed to answer requests, from a configuration. */
export async function createApp(
  config: AppConfig,
  overrides: Overrides = {},
  membership?: Membership,
): Promise<App> {
  const { clock, random, log, live, resolve, mayReach, idleMs } = overrides;
  const build = { version: VERSION, ...BUILD, platform: goPlatform(process.platform, process.arch) };
  const logger = log ?? createLog(config);
  const store = await openStore(config.database, { peers: membership?.peers });
  const limiters = store.limiters ?? membership?.limiters;
  const capturer = createCapturer({
    resolve,
    allowPrivate: config.allowPrivateCapture,
    mayReach,
    // A title and an address stand before it.
    maxContentBytes: Math.max(1024, config.maxContentBytes - HEADING_BYTES),
    version: VERSION,
  });
  const services = await createServices({
    store,
    capture: capturer.capture,
    download: capturer.download,
    limits: { maxContentBytes: config.maxContentBytes },
    guessing: { perAccount: config.signInsPerAccount, perAddress: config.signInsPerAddress },
    limiters,
    setupCode: membership?.setupCode,
    allowSignUp: config.allowSignUp,
    clock,
    random,
    files: {
      blobs: await openBlobs(config.blobs ?? { folder: join(config.data, 'blobs') }),
      maxUploadBytes: config.maxUploadBytes,
      maxUserBytes: config.maxUserBytes,
    },
    live,
    vault:
      store.engine === 'sqlite' && config.vault
        ? {
            folderOf: vaultFolders(config),
            comparer: overrides.begun?.comparer ?? createComparer(config.database),
            failed: (path, error) => logger.warn({ err: error, path }, 'A file could not be taken in'),
          }
        : undefined,
    notebook: {
      folderOf: (username) => config.personal?.folder ?? join(config.data, 'notes', username),
      build,
      releaseUrl: config.releaseUrl,
    },
    webhooks: {
      render: (snapshot) => renderWebhookEvent(snapshot, ownAddress(config)),
      allowPrivate: config.allowPrivateWebhooks,
      retryPausesMs: config.webhookRetrySeconds.map((seconds) => seconds * SECOND),
      version: VERSION,
      resolve,
    },
  });
  const { personal } = config;
  const owner = personal && (await localOwner(services.users, personal.writable ? 'write' : 'read'));
  const server = await createHttpServer(config, {
    services,
    log: logger,
    clock: clock ?? Date.now,
    build,
    localOwner: owner,
    idleMs,
    limiters,
    webApp: overrides.webApp === undefined ? findWebApp(logger) : (overrides.webApp ?? undefined),
    workers: membership,
  });
  const vaultKeeper =
    services.vault &&
    startVaultKeeper({
      vault: services.vault,
      store,
      takeLease: () => takeVaultLease(config.database),
      begun: overrides.begun,
      log: logger,
      compareEveryMs: overrides.compareEveryMs,
    });
  // One is enough; the first to start is as good as any.
  const keepsHouse = membership?.keepsHouse ?? true;
  const janitor =
    keepsHouse &&
    startJanitor({
      store,
      notes: services.notes,
      live: services.live,
      keeper: services.keeper,
      clock: clock ?? Date.now,
      log: logger,
    });
  const reindexing = keepsHouse && (await startReindexing({ database: config.database, store, log: logger }));
  // One for each kind: what is sent does not wait for what is fetched.
  const runners = Object.entries(services.jobHandlers).map(([kind, handler]) =>
    startJobRunner({
      store: services.vault?.store ?? store,
      jobs: services.jobs,
      handlers: { [kind]: handler },
      clock: clock ?? Date.now,
      log: logger,
    }),
  );

  return {
    services,
    inject: server.inject,
    async listen() {
      // The one who asks a personal server is about to look for what is in the folder.
      if (config.personal) await vaultKeeper?.takenIn();
      return server.listen();
    },
    vaultSettled: async () => vaultKeeper?.settled(),
    idle: server.idle,
    async close() {
      if (janitor) janitor.stop();
      if (reindexing) await reindexing.stop();
      await Promise.all([server.close(), capturer.close(), ...runners.map((runner) => runner.stop())]);
      await vaultKeeper?.stop();
      await store.close();
    },
  };
}

/** `web` is about one folder of one user; `serve` has a folder for each. */
function vaultFolders({ data, personal }: AppConfig): FolderOf {
  if (personal) return ({ role }) => (role === 'HOST' ? personal.folder : null);
  return ({ username }) => join(data, 'notes', username);
}

/** It lies beside the bundle, and in `dist/` of a working copy. */
function findWebApp(log: Log): string | undefined {
  const places = ['./web/', '../dist/web/'].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const found = places.find((place) => existsSync(join(place, 'index.html')));
  if (found === undefined) log.warn('The web app is not built, so there is none: `npm run build` makes it');
  return found;
}
