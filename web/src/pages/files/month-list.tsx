import type { Resource } from '../../../../src/client/index.ts';
import { formatMonth } from '../../lib/dates.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { kindOf } from './file-kind.ts';
import { FileLine } from './file-line.tsx';
import { PictureGrid } from './picture-grid.tsx';

/** Files by the month of their arrival, named in the margin: first its pictures, then the rest. */
export function MonthList({
  files,
  onOpen,
}: {
  files: readonly Resource[];
  onOpen: (picture: Resource) => void;
}) {
  const months = Map.groupBy(files, ({ createTime }) => monthOf(createTime));
  return [...months].map(([month, members]) => {
    const pictures = members.filter((file) => kindOf(file) === 'picture');
    const others = members.filter((file) => kindOf(file) !== 'picture');
    return (
      <section key={month} aria-label={month} className="mb-10">
        <PageRow
          left={<h2 className="font-serif text-body text-rubric max-sm:mb-2 sm:sticky sm:top-12">{month}</h2>}
        >
          {pictures.length > 0 && <PictureGrid pictures={pictures} onOpen={onOpen} />}
          {others.length > 0 && (
            <div className={pictures.length > 0 ? 'mt-4' : '-mt-2'}>
              {others.map((file) => (
                <FileLine key={file.uid} file={file} />
              ))}
            </div>
          )}
        </PageRow>
      </section>
    );
  });
}

function monthOf(iso: string): string {
  const date = new Date(iso);
  return formatMonth(date.getFullYear(), date.getMonth());
}
