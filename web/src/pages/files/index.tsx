import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { Resource } from '../../../../src/client/index.ts';
import { useTexts } from '../../lib/i18n.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { PageTitle } from '../../layout/page-title.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { CaptureFiles } from '../timeline/capture/capture-files.tsx';
import { useUploads } from '../timeline/capture/use-uploads.ts';
import { DropZone } from './drop-zone.tsx';
import { EmptyFiles } from './empty-files.tsx';
import { kindOf, KINDS } from './file-kind.ts';
import { MonthList } from './month-list.tsx';
import { useFilesTexts } from './texts.ts';
import { UploadButton } from './upload-button.tsx';
import { fileArrived, useFiles } from './use-files.ts';
import { Viewer } from './viewer.tsx';

const NONE: Resource[] = [];

/** Every file of the user: pictures to be seen, the rest as a list, by month. */
export default function FilesPage() {
  const t = useTexts();
  const f = useFilesTexts();
  const [params, setParams] = useSearchParams();
  const kind = KINDS.find((one) => one === params.get('kind'));
  const [shown, setShown] = useState<Resource | null>(null);
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useFiles();
  const { uploads, add, stop, retry } = useUploads(fileArrived);
  const upload = useRef(add);
  useEffect(() => {
    upload.current = add;
  });
  const onFiles = useCallback((files: Iterable<File>) => upload.current(files), []);
  const all = useMemo(() => data?.pages.flatMap((page) => page.data) ?? NONE, [data]);
  const files = useMemo(() => all.filter((file) => !kind || kindOf(file) === kind), [all, kind]);
  const pictures = useMemo(() => files.filter((file) => kindOf(file) === 'picture'), [files]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const show = (picture: Resource) => {
    setShown(picture);
    if (pictures.indexOf(picture) > pictures.length - 5) more();
  };
  const isEmpty = data !== undefined && all.length === 0 && !hasNextPage;
  const kinds = KINDS.map((value) => ({ value, text: f(`kind-${value}`) }));
  return (
    <>
      <PageTitle title={t('files')}>
        <span className="flex flex-wrap items-center gap-2">
          {!isEmpty && (
            <Select
              label={t('kind')}
              value={kind ?? ''}
              options={[{ value: '', text: t('any-kind') }, ...kinds]}
              onChoose={(value) => setParams(value ? { kind: value } : {}, { replace: true })}
            />
          )}
          <UploadButton onFiles={onFiles} />
        </span>
      </PageTitle>
      {uploads.length > 0 && (
        <PageRow>
          <CaptureFiles
            resources={NONE}
            uploads={uploads}
            onRemove={() => {}}
            onStop={stop}
            onRetry={retry}
          />
        </PageRow>
      )}
      <DropZone onFiles={onFiles} />
      {isEmpty && uploads.length === 0 && (
        <PageRow>
          <EmptyFiles />
        </PageRow>
      )}
      <MonthList files={files} onOpen={setShown} />
      <PageRow>
        {isPending && <Skeleton lines={6} />}
        {error && <Problem error={error} onRetry={() => void (data ? fetchNextPage() : refetch())} />}
        {kind && files.length === 0 && !hasNextPage && !isEmpty && (
          <p className="text-ui text-faded">{f('none-of-kind')}</p>
        )}
        {hasNextPage && <End key={all.length} onSeen={more} />}
        {isFetchingNextPage && <Spinner />}
      </PageRow>
      {shown && <Viewer pictures={pictures} shown={shown} onShow={show} onClose={() => setShown(null)} />}
    </>
  );
}

/** The next files are read before the end is reached. */
function End({ onSeen }: { onSeen: () => void }) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onSeen(), {
      rootMargin: '800px',
    });
    observer.observe(end.current!);
    return () => observer.disconnect();
  }, [onSeen]);
  return <div ref={end} className="h-8" />;
}
