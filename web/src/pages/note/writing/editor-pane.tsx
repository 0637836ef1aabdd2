import { EditorView } from '@codemirror/view';
import { useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react';
import { Editor, type EditorHandle, type EditorProps } from '../../../editor/editor.tsx';
import { placeWritten, positionOf, type Place } from '../place.ts';

export interface PaneHandle {
  insert(text: string): void;
  goTo(position: number): void;
  /** The first line that is seen. */
  place(): Place | null;
}

interface Props extends Omit<EditorProps, 'ref'> {
  /** What is to stand where it stood, and whether the cursor goes there, too; else it goes to the end. */
  start: { place: Place | null; withCursor: boolean };
  ref: Ref<PaneHandle>;
}

/** The editor where the text stood: what was read stays where it was in the window. */
export default function EditorPane({ start, ref, ...props }: Props) {
  const editor = useRef<EditorHandle>(null);
  const frame = useRef<HTMLDivElement>(null);
  const first = useRef(start);
  const viewOf = (): EditorView | null => {
    const dom = frame.current?.firstElementChild?.shadowRoot?.querySelector<HTMLElement>('.cm-editor');
    return dom ? EditorView.findFromDOM(dom) : null;
  };

  useLayoutEffect(() => {
    const view = viewOf();
    if (!view) return;
    const { place, withCursor } = first.current;
    const text = view.state.doc.toString();
    const at = place && positionOf(text, place);
    const settle = (): void => {
      if (!place || at === null) return;
      const block = view.lineBlockAt(at);
      const top = view.coordsAtPos(at)?.top ?? view.documentTop + block.top;
      if (Math.abs(top - place.y) > 1) window.scrollBy(0, top - place.y);
    };
    view.dispatch({ selection: { anchor: withCursor && at !== null ? at : view.state.doc.length } });
    view.focus();
    settle();
    // Heights of lines are measured once they are drawn.
    const frames = [requestAnimationFrame(() => frames.push(requestAnimationFrame(settle)))];
    return () => frames.forEach((one) => cancelAnimationFrame(one));
  }, []);

  useImperativeHandle(ref, () => ({
    insert: (text) => editor.current?.insert(text),
    goTo: (position) => editor.current?.goTo(position),
    place() {
      const view = viewOf();
      if (!view) return null;
      const top = Math.max(view.documentTop, 8);
      const line = view.lineBlockAtHeight(top - view.documentTop);
      const found = placeWritten(view.state.doc.toString(), line.from);
      const y = found && view.coordsAtPos(found.at)?.top;
      return typeof y === 'number' ? { ...found!.place, y } : null;
    },
  }));

  return (
    <div ref={frame}>
      <Editor ref={editor} {...props} />
    </div>
  );
}
