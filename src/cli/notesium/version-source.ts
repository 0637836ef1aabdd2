import { goPlatform, type CommandOptions, type Source } from '../../domain/notesium/index.ts';
import { askLatestRelease } from '../../services/latest-release.ts';
import type { Context } from '../catalogue.ts';

/** What `version` tells. The release URL is asked only where the command is to check. */
export async function versionSource({ check }: CommandOptions, { io, program }: Context): Promise<Source> {
  const platform = goPlatform(process.platform, process.arch);
  const build = { version: program.version, ...program.build, platform };
  const source: Source = { folder: '', now: Date.now, has: () => false, notes: () => [], build };
  if (!check) return source;
  const { releaseUrl } = program.readConfig({ env: io.env });
  return { ...source, latest: await askLatestRelease(releaseUrl) };
}
