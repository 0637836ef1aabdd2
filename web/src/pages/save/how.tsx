import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../../memories/texts/index.ts';
import { PageRow } from '../../layout/page-row.tsx';
import { PageTitle } from '../../layout/page-title.tsx';
import { Bookmarklet } from './bookmarklet.tsx';

/** The ways to save a page without coming here first. */
export default function HowPage() {
  const t = useTexts();
  const { origin } = location;
  return (
    <>
      <PageTitle title={t('save-how')} />
      <PageRow>
        <p className="mb-8 font-serif text-body">{t('save-how-text')}</p>
      </PageRow>
      <Way title={t('save-bookmarklet')}>
        <p>{t('save-bookmarklet-text')}</p>
        <Bookmarklet />
      </Way>
      <Way title={t('save-phone')}>
        <p>{t('save-phone-text')}</p>
        <Code label={t('save-phone')}>{`${origin}/save?url=`}</Code>
      </Way>
      <Way title={t('save-shell')}>
        <p>{t('save-shell-text')}</p>
        <Code label={t('save-shell')}>commonplace add https://example.com/article</Code>
      </Way>
      <Way title={t('save-curl')}>
        <p>
          {t('save-curl-text')}{' '}
          <Link href="/settings/tokens" className="text-rubric underline">
            {t('save-settings')}
          </Link>
        </p>
        <Code label={t('save-curl')}>
          {`curl ${origin}/api/add \\\n  -H "Authorization: Bearer $TOKEN" \\\n  -H "Content-Type: application/json" \\\n  -d '{"content": "https://example.com/article"}'`}
        </Code>
      </Way>
    </>
  );
}

function Way({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="page-row mb-10">
      <h2 className="page-left font-serif text-body text-rubric">{title}</h2>
      <div className="page-column grid gap-3 text-ui">{children}</div>
    </section>
  );
}

function Code({ label, children }: { label: string; children: string }) {
  return (
    <pre
      tabIndex={0}
      aria-label={label}
      role="region"
      className="overflow-x-auto rounded bg-sunk px-4 py-3 font-mono text-margin"
    >
      {children}
    </pre>
  );
}
