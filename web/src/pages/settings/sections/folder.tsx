import { useQuery } from '@tanstack/react-query';
import { client } from '../../../lib/client.ts';
import { settingsKeys } from '../keys.ts';
import { Copyable } from '../parts/copy.tsx';
import { Answer } from '../parts/query.tsx';
import { Part, Section } from '../parts/section.tsx';
import { useSettingsTexts } from '../texts/index.ts';

/** Where the files of the notes are, and how other programs open them. */
export function Folder() {
  const s = useSettingsTexts();
  const query = useQuery({
    queryKey: settingsKeys.runtime,
    queryFn: ({ signal }) => client.notes.runtime(signal),
  });
  return (
    <Section title={s('folder')} text={s('folder-text')}>
      <Answer query={query}>
        {({ home, web }) =>
          home === '' ? (
            <p>{s('folder-none')}</p>
          ) : (
            <>
              <Part title={s('folder-where')}>
                <Copyable text={home} name={s('folder-where')} />
                <p className="mt-2 max-w-prose text-margin text-faded">{s('folder-condition')}</p>
                {!web.writable && <p className="mt-2 text-margin text-rubric">{s('folder-read-only')}</p>}
              </Part>
              <Part title={s('folder-vim')}>
                <p className="mb-2 max-w-prose text-margin text-faded">{s('folder-vim-text')}</p>
                <Copyable text={`cd ${quoted(home)} && vim .`} name={s('folder-vim')} />
              </Part>
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

/** As a shell takes it. */
const quoted = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
