import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Overrides } from '../../src/app.ts';
import type { AppConfig, PersonalMode } from '../../src/config.ts';
import { startInstance, type Instance } from './instance.ts';

export interface Personal extends Instance {
  /** The folder of the notes. */
  folder: string;
  file(name: string): Promise<string>;
}

type Options = { config?: Partial<AppConfig> } & Overrides;

/** What `web` starts, over a folder of its own with these files. */
export async function startPersonal(
  mode: Partial<PersonalMode> = {},
  files: Record<string, string> = {},
  { config, ...overrides }: Options = {},
): Promise<Personal> {
  const folder = await makeFolder(files);
  const chosen = {
    folder,
    writable: false,
    webroot: undefined,
    mounts: [],
    stopOnIdle: false,
    versionCheck: true,
    ...mode,
  };
  const instance = await startInstance(
    { vault: true, personal: chosen, ...config },
    { clock: Date.now, ...overrides },
  );
  await instance.app.vaultSettled();
  return {
    ...instance,
    folder,
    file: (name) => readFile(join(folder, name), 'utf8'),
    async stop() {
      await instance.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The same for one test, with which it ends. */
export async function personal(...given: Parameters<typeof startPersonal>): Promise<Personal> {
  const server = await startPersonal(...given);
  onTestFinished(() => server.stop());
  return server;
}

/** A folder with these files in it. */
export async function makeFolder(files: Record<string, string>): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'commonplace-')));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}
