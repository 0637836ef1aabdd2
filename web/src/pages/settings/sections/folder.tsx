import { useQuery } from '@tanstack/react-query';
import type { VaultFolder } from '../../../../../src/client/index.ts';
import { client } from '../../../lib/client.ts';
import { settingsKeys } from '../keys.ts';
import { Copyable } from '../parts/copy.tsx';
import { Answer } from '../parts/query.tsx';
import { Part, Section } from '../parts/section.tsx';
import { useSettingsTexts } from '../texts/index.ts';

/** It is looked at again this often while it is not available. */
const RETRY_MS = 5000;

/** Where the files of the notes are, how that folder is, and how other programs open them. */
export function Folder() {
  const s = useSettingsTexts();
  const query = useQuery({
    queryKey: settingsKeys.vault,
    queryFn: async ({ signal }) => {
      const [folder, { web }] = await Promise.all([
        client.system.vault(signal),
        client.notes.runtime(signal),
      ]);
      return { folder, isReadOnly: !web.writable };
    },
    refetchInterval: ({ state }) => (state.data?.folder.state === 'unavailable' ? RETRY_MS : false),
  });
  return (
    <Section title={s('folder')} text={s('folder-text')}>
      <Answer query={query}>
        {({ folder, isReadOnly }) =>
          folder.state === 'none' ? (
            <p>{s('folder-none')}</p>
          ) : (
            <>
              <State folder={folder} isReadOnly={isReadOnly} />
              <Part title={s('folder-where')}>
                {folder.path === null ? (
                  <p className="max-w-prose text-margin text-faded">{s('folder-not-told')}</p>
                ) : (
                  <Copyable text={folder.path} name={s('folder-where')} />
                )}
              </Part>
              {folder.path !== null && (
                <Part title={s('folder-vim')}>
                  <p className="mb-2 max-w-prose text-margin text-faded">{s('folder-vim-text')}</p>
                  <Copyable text={`cd ${quoted(folder.path)} && vim .`} name={s('folder-vim')} />
                </Part>
              )}
              <Part title={s('folder-obsidian')}>
                <p className="max-w-prose text-margin text-faded">{s('folder-obsidian-text')}</p>
              </Part>
              <Part title={s('folder-names')}>
                <p className="max-w-prose text-margin text-faded">{s('folder-names-text')}</p>
              </Part>
            </>
          )
        }
      </Answer>
    </Section>
  );
}

function State({ folder: { reason }, isReadOnly }: { folder: VaultFolder; isReadOnly: boolean }) {
  const s = useSettingsTexts();
  return (
    <Part title={s('folder-state')}>
      <div role="status" className="max-w-prose text-margin">
        {reason === null ? (
          <p className="text-faded">{s('folder-watching')}</p>
        ) : (
          <>
            <p className="text-rubric">{reason}</p>
            <p className="mt-1 text-faded">{s('folder-unavailable')}</p>
          </>
        )}
        {isReadOnly && <p className="mt-1 text-rubric">{s('folder-read-only')}</p>}
      </div>
    </Part>
  );
}

/** As a shell takes it. */
const quoted = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
