import { List } from 'lucide-react';
import type { Memo } from '../../../../src/client/index.ts';
import { useTexts } from '../../lib/i18n.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { Menu } from '../../ui/menu.tsx';
import { say } from '../../ui/toasts.tsx';
import { LeftMargin, useAuthor } from './margins/left-margin.tsx';
import { Outline } from './margins/outline.tsx';
import { RightMargin } from './margins/right-margin.tsx';
import { headingId, useOutline } from './margins/use-outline.ts';
import { NoteMenu } from './note-menu.tsx';
import { HAS_TITLE } from './has-title.ts';
import { Reading } from './reading.tsx';
import { useLinks } from './use-links.ts';
import { useResolveLink } from './use-resolve-link.ts';

/** A note of somebody else, to be read. A visitor without an account sees no controls. */
export function OtherNote({ memo, isVisitor = false }: { memo: Memo; isVisitor?: boolean }) {
  const t = useTexts();
  const { links, areKnown } = useLinks(memo.id);
  const resolveLink = useResolveLink(links, areKnown, false);
  const headings = useOutline(memo.content);
  const author = useAuthor(memo, isVisitor);
  const go = (heading: (typeof headings)[number]) =>
    document.getElementById(headingId(memo.id, heading))?.scrollIntoView({ block: 'start' });
  return (
    <PageRow
      left={
        <>
          <LeftMargin memo={memo} author={author && t('note-by', { name: author })} />
          <Outline memoId={memo.id} headings={headings} onGo={go} />
        </>
      }
      right={<RightMargin memo={memo} links={links} isOwn={false} />}
    >
      {!isVisitor && (
        <div className="note-bar">
          {headings.length > 0 && (
            <div className="note-outline-menu">
              <Menu
                icon={List}
                label={t('note-outline')}
                items={headings.map((heading) => ({ text: heading.text, onSelect: () => go(heading) }))}
              />
            </div>
          )}
          <NoteMenu memo={memo} content={memo.content} isOwn={false} isEditing={false} onDialog={() => {}} />
        </div>
      )}
      {!HAS_TITLE.test(memo.content) && <h1 className="sr-only">{t('note')}</h1>}
      <Reading
        memo={memo}
        content={memo.content}
        resolveLink={resolveLink}
        onDangling={() => say(t('note-link-closed'))}
        onTick={null}
        onTag={null}
      />
    </PageRow>
  );
}
