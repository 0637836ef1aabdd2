import { resolve } from 'node:path';
import type { Config } from '../../config.ts';
import { saveBackup, TargetExistsError, type Saved } from '../../services/backup/save.ts';
import type { Context, Define } from '../catalogue.ts';
import { Failure } from '../failure.ts';
import { printLine } from '../output.ts';
import { isPostgres, postgresOptions, quote } from '../postgres-words.ts';
import { addStoreSettings, configOf } from '../setting-options.ts';

export const define: Define = (command, context) => {
  command.argument('<file>', 'where to write it; must not exist');
  addStoreSettings(command, context.program.settings);
  command.action((file: string) => backup(file, configOf(command, context), context));
};

async function backup(file: string, config: Config, { io, program }: Context): Promise<void> {
  const { manifest, missing, damaged } = await save(file, config, program.version);
  const files = manifest.members.filter(({ name }) => name.startsWith('blobs/'));
  const bytes = manifest.members.reduce((sum, { size }) => sum + size, 0);
  printLine(io, `Wrote ${file}: ${files.length} files besides the notes, ${bytes} bytes in all`);
  if (isPostgres(config.database)) {
    printLine(
      io,
      'The notes are in PostgreSQL; save them before this archive, so that it has every file they name:',
    );
    const dump = quote(`${resolve(file)}.dump`);
    printLine(io, `  pg_dump --format=custom --file=${dump} ${postgresOptions(config.database)}`);
  }
  const bad = [
    ...missing.map((hash) => `${hash} is missing`),
    ...damaged.map((hash) => `${hash} is damaged`),
  ];
  if (bad.length > 0) {
    throw new Failure(
      `The backup is complete but for what was lost before:\n${bad.join('\n')}\nSee "commonplace doctor"`,
    );
  }
}

async function save(file: string, { data, database, blobs }: Config, version: string): Promise<Saved> {
  try {
    return await saveBackup({ data, database, blobs }, file, version);
  } catch (error) {
    if (error instanceof TargetExistsError) {
      throw new Failure(`${file} exists: choose another name, or remove it first`, { cause: error });
    }
    throw new Failure(`The backup failed, and ${file} was not written: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
