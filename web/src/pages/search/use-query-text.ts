import { useLayoutEffect, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';

const REST_MS = 150;

/**
 * What is searched for is in the address, so that it can be kept, shared and gone back to; what is being written follows
 * there when it has rested for a moment.
 */
export function useQueryText() {
  const [params, setParams] = useSearchParams();
  const q = params.get('q') ?? '';
  const [text, setText] = useState(q);
  const written = useRef(q);
  useLayoutEffect(() => {
    if (q === written.current) return;
    written.current = q;
    setText(q);
  }, [q]);
  const set = (name: string, value: string | null) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === null || value === '') after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  // Not a passive one: a page that is hidden, since one has gone on, does not take one back.
  useLayoutEffect(() => {
    if (text === written.current) return;
    const timer = setTimeout(() => {
      written.current = text;
      set('q', text);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return { q: q.trim(), text, setText, within: params.get('in') ?? '', isHow: params.has('how'), set };
}
