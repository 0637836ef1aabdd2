import { useEffect, useRef, useState } from 'react';
import { copyText } from '../../lib/copy-text.ts';
import { useTexts } from '../../memories/texts/index.ts';
import { Button } from '../../ui/button.tsx';
import { bookmarkletOf } from './bookmarklet-address.ts';

/** A link to be dragged. React refuses such addresses, so it is set behind its back; here the policy keeps it from running. */
export function Bookmarklet() {
  const t = useTexts();
  const link = useRef<HTMLAnchorElement>(null);
  const [wasClicked, setClicked] = useState(false);
  const address = bookmarkletOf(location.origin);
  useEffect(() => link.current?.setAttribute('href', address), [address]);
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <a
          ref={link}
          href="/save/how"
          onClick={(event) => {
            event.preventDefault();
            setClicked(true);
          }}
          className="control control-line cursor-grab"
        >
          {t('save-bookmarklet-name')}
        </a>
        <Button kind="quiet" onClick={() => void copyText(address, t('save-copied'))}>
          {t('save-bookmarklet-copy')}
        </Button>
      </div>
      <p role="status" className="text-margin text-faded empty:hidden">
        {wasClicked && t('save-bookmarklet-drag')}
      </p>
    </>
  );
}
