import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { useSettingsTexts } from '../texts/index.ts';
import { Copyable } from './copy.tsx';

interface Props {
  title: string;
  text: string;
  secret: string;
  onDone: () => void;
  children?: ReactNode;
}

/** A secret that the server will not tell again; it stays until it is put away. */
export function ShownOnce({ title, text, secret, onDone, children }: Props) {
  const s = useSettingsTexts();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="group"
      aria-label={title}
      className="rise mb-8 border-l-2 border-rubric py-1 pl-4 outline-none"
    >
      <h2 className="text-ui font-semibold">{title}</h2>
      <p className="mt-1 mb-3 text-margin text-faded">{text}</p>
      <Copyable text={secret} name={title} />
      {children}
      <Button className="mt-4" onClick={onDone}>
        {s('done')}
      </Button>
    </div>
  );
}
