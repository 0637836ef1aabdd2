import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTexts } from '../../memories/texts/index.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { useLive } from '../../lib/use-live.ts';
import { useDocumentTitle } from '../../layout/page-title.tsx';
import { shortAddress } from '../../memories/page-words.ts';
import { useSpaces } from '../../spaces/use-spaces.ts';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Select } from '../../ui/select.tsx';
import { readShared } from './shared.ts';
import { SaveOutcome } from './save-outcome.tsx';
import { useSave } from './use-save.ts';

/**
 * A small window that saves what a bookmarklet or another app has sent. Its address alone saves nothing, since any page
 * could lead here: somebody has to say so.
 */
export default function SavePage() {
  const t = useTexts();
  useLive();
  useDocumentTitle(t('save-title'));
  const [shared] = useState(() => readShared(location.search));
  const { address, title, text, isPopup } = shared;
  const [words, setWords] = useState(text);
  const [spaceId, setSpaceId] = useState('');
  const { outcome, save, askedAgain } = useSave(shared);
  const button = useRef<HTMLButtonElement>(null);
  const isNothing = address === null && title === '' && words.trim() === '';
  const isAsking = outcome.state === 'asked' || outcome.state === 'refused';
  const spaces = useSpaces().data?.filter(({ permissions }) => permissions.canEdit) ?? [];
  useEffect(() => button.current?.focus(), []);
  const submit = () => {
    if (isAsking && !isNothing) void save(words, spaceId === '' ? undefined : spaceId);
  };
  useShortcut({ keys: 'mod+Enter', label: 'save', group: 'keys-write', run: submit }, isAsking);

  return (
    <main className="mx-auto grid max-w-[32rem] gap-4 px-6 py-8">
      <h1 className="border-l-2 border-rubric pl-4 font-serif text-title">{t('save-title')}</h1>
      {(title || address) && (
        <div>
          <p className="font-serif text-body font-semibold wrap-anywhere">
            {title || shortAddress(address ?? '')}
          </p>
          {title && address && (
            <p className="text-margin text-faded wrap-anywhere">{shortAddress(address)}</p>
          )}
        </div>
      )}
      {isAsking ? (
        <form
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            submit();
          }}
          className="grid gap-4"
        >
          <label className="grid gap-1">
            <span className="text-margin font-medium">{t(address === null ? 'note' : 'save-words')}</span>
            <textarea
              rows={3}
              value={words}
              onChange={(event) => setWords(event.target.value)}
              aria-describedby={address === null ? undefined : 'save-words-hint'}
              className="field field-sizing-content max-h-60 min-h-20"
            />
            {address !== null && (
              <span id="save-words-hint" className="text-margin text-faded">
                {t('save-words-hint')}
              </span>
            )}
          </label>
          {spaces.length > 0 && (
            <Select
              label={t('save-space')}
              showLabel
              value={spaceId}
              options={[
                { value: '', text: t('save-no-space') },
                ...spaces.map(({ id, name }) => ({ value: id, text: name })),
              ]}
              onChoose={setSpaceId}
              className="-ml-3 justify-self-start"
            />
          )}
          {outcome.state === 'refused' && <Problem error={outcome.error} />}
          {isNothing && <p className="text-ui text-faded">{t('save-nothing')}</p>}
          <Button ref={button} kind="main" type="submit" disabled={isNothing} className="justify-self-start">
            {t(address === null ? 'save-note' : 'save-page')}
          </Button>
        </form>
      ) : (
        <SaveOutcome outcome={outcome} isPage={address !== null} isPopup={isPopup} onAgain={askedAgain} />
      )}
    </main>
  );
}
