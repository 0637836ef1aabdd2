import { RestoreError, restoreBackup } from '../../services/backup/restore.ts';
import type { Define } from '../catalogue.ts';
import { Failure } from '../failure.ts';
import { printLine } from '../output.ts';
import { isPostgres, postgresOptions, quote } from '../postgres-words.ts';
import { addStoreSettings, configOf } from '../setting-options.ts';

export const define: Define = (command, context) => {
  const { io, program } = context;
  command.argument('<file>', 'what "commonplace backup" wrote');
  addStoreSettings(command, program.settings);
  command.action(async (file: string) => {
    const { data, database } = configOf(command, context);
    const manifest = await restoreBackup(file, data).catch((error: unknown) => {
      const isExpected = error instanceof RestoreError || (error instanceof Error && 'syscall' in error);
      throw isExpected ? new Failure(`Nothing was restored. ${error.message}`, { cause: error }) : error;
    });
    printLine(io, `Restored ${manifest.members.length} files of ${manifest.createdAt} into ${data}`);
    if (manifest.database === 'postgres') {
      const options = isPostgres(database) ? postgresOptions(database) : '--dbname=NAME';
      printLine(io, 'The notes were in PostgreSQL; restore them into an empty database with:');
      printLine(io, `  pg_restore --no-owner --exit-on-error ${options} ${quote(`${file}.dump`)}`);
    }
    printLine(io, 'Next: commonplace doctor');
  });
};
