import { useRef, useState } from 'react';
import { ClientError } from '../../../../src/client/index.ts';
import { client } from '../../lib/client.ts';
import { drafts } from '../../lib/drafts.ts';
import { useTexts } from '../../memories/texts/index.ts';
import { placeMemory } from '../../memories/memory-lists.ts';
import { problemText } from '../../ui/problem.tsx';
import { addressOf, linesOf } from './addresses.ts';

/** A line that was not saved. */
export interface Unsaved {
  line: string;
  /** Where it is already; then it need not be saved. */
  existingId?: string | undefined;
  reason?: string | undefined;
}

interface Progress {
  done: number;
  total: number;
}

const DRAFT = 'library';

/** Saves addresses one after the other. What is not on the server yet stays in the field, and on this device. */
export function useSaving() {
  const t = useTexts();
  const [text, setText] = useState(() => drafts.read(DRAFT)?.content ?? '');
  const [progress, setProgress] = useState<Progress | null>(null);
  const [unsaved, setUnsaved] = useState<readonly Unsaved[]>([]);
  const [saved, setSaved] = useState(0);
  const isStopped = useRef(false);

  function write(content: string): void {
    setText(content);
    if (content === '') drafts.drop(DRAFT);
    else drafts.write(DRAFT, content);
  }

  async function save(): Promise<void> {
    const lines = linesOf(text);
    if (lines.length === 0 || progress) return;
    const left: Unsaved[] = [];
    let done = 0;
    let kept = 0;
    isStopped.current = false;
    setSaved(0);
    setUnsaved([]);
    setProgress({ done, total: lines.length });
    while (done < lines.length && !isStopped.current) {
      const line = lines[done]!;
      const problem = await saveLine(line);
      if (problem === 'later') break;
      done++;
      if (problem) left.push(problem);
      else kept++;
      setProgress({ done, total: lines.length });
      setUnsaved([...left]);
      write(lines.slice(done).join('\n'));
    }
    // What cannot be saved as it is goes back into the field, to be mended.
    const rest = left.filter((one) => one.existingId === undefined).map(({ line }) => line);
    write([...rest, ...lines.slice(done)].join('\n'));
    setSaved(kept);
    setProgress(null);
  }

  async function saveLine(line: string): Promise<Unsaved | 'later' | null> {
    const address = addressOf(line);
    if (address === null) return { line, reason: t('lib-no-address') };
    try {
      const { id } = await client.memories.add(address);
      // The event tells of it as well; whoever comes first.
      void client.memories.get(id).then(placeMemory, () => {});
      return null;
    } catch (error) {
      const existingId = error instanceof ClientError ? error.existingId : undefined;
      if (existingId !== undefined) return { line, existingId };
      const reason = problemText(error, t);
      if (!(error instanceof ClientError) || !error.isTemporary) return { line, reason };
      setUnsaved((all) => [...all, { line, reason }]);
      return 'later';
    }
  }

  return { text, write, save, stop: () => void (isStopped.current = true), progress, unsaved, saved };
}
