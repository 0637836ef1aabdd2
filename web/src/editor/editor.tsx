import { Annotation, Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react';
import type { Completions } from './completing.ts';
import { lineEndOf, sourceOf, splitAs } from './line-ends.ts';
import { setup, words, type Callbacks } from './setup.ts';

export interface EditorHandle {
  focus(): void;
  /** Replaces the selection, and puts the cursor after it. */
  insert(text: string): void;
  /** Puts the cursor at this position of the note, and shows it. */
  goTo(position: number): void;
  /** Opens the panel that finds and replaces. */
  find(): void;
}

export interface EditorProps {
  value: string;
  /** After each change, with the whole note; line ends are those of `value`. */
  onChange?: ((value: string) => void) | undefined;
  /** Mod+Enter and Mod+S. */
  onSave?: (() => void) | undefined;
  onBlur?: (() => void) | undefined;
  /** Mod+click on a link; its destination as it is written. Without it web addresses open in a new tab. */
  onOpenLink?: ((destination: string) => void) | undefined;
  /** Files were pasted or dropped. What it answers, such as `![name](…)`, is put where the cursor is. */
  onPasteFiles?: ((files: File[]) => Promise<string> | void) | undefined;
  completions?: Completions | undefined;
  autofocus?: boolean | undefined;
  vim?: boolean | undefined;
  placeholder?: string | undefined;
  readOnly?: boolean | undefined;
  /** Its accessible name. */
  label: string;
  className?: string | undefined;
  ref?: Ref<EditorHandle> | undefined;
}

/** Said by changes that come from outside: they are nothing that the writer did. */
const outside = Annotation.define<true>();

/**
 * Where notes are written. It lives in a shadow root: there CodeMirror adopts its style sheets, which the policy of the app
 * allows, where it would otherwise add `<style>` elements, which it does not.
 */
export function Editor(props: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const end = useRef(lineEndOf(props.value));
  const known = useRef(props.value);
  const latest = useRef(props);
  latest.current = props;
  const keys = useRef<Extension>([]);
  const parts = useRef({ switches: new Compartment(), vim: new Compartment() });

  useLayoutEffect(() => {
    const root =
      host.current!.shadowRoot ?? host.current!.attachShadow({ mode: 'open', delegatesFocus: true });
    const editor = new EditorView({ root, parent: root });
    view.current = editor;
    start(editor, latest.current.value);
    if (latest.current.autofocus) {
      editor.dispatch({ selection: { anchor: editor.state.doc.length } });
      editor.focus();
    }
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, []);

  const { value, vim = false, placeholder = '', readOnly = false, label } = props;
  useLayoutEffect(() => {
    const editor = view.current!;
    if (value === known.current) return;
    known.current = value;
    if (lineEndOf(value) !== end.current) start(editor, value);
    else editor.dispatch({ ...difference(editor.state, value), annotations: outside.of(true) });
  }, [value]);
  useLayoutEffect(() => {
    view.current!.dispatch({
      effects: parts.current.switches.reconfigure(switches({ placeholder, readOnly, label })),
    });
  }, [placeholder, readOnly, label]);
  useEffect(() => {
    let gone = false;
    const { vim: compartment } = parts.current;
    const use = (extension: Extension): void => {
      keys.current = extension;
      view.current?.dispatch({ effects: compartment.reconfigure(extension) });
    };
    if (vim)
      void import('./vim.ts').then((module) => !gone && use(module.vimKeys(() => latest.current.onSave?.())));
    return () => {
      gone = true;
      if (vim) use([]);
    };
  }, [vim]);

  useImperativeHandle(props.ref, () => ({
    focus: () => view.current!.focus(),
    insert: (text) =>
      view.current!.dispatch(view.current!.state.replaceSelection(text), { scrollIntoView: true }),
    goTo(position) {
      const editor = view.current!;
      const anchor = Math.min(
        lineOffset(latest.current.value, position, end.current),
        editor.state.doc.length,
      );
      editor.dispatch({
        selection: { anchor },
        effects: EditorView.scrollIntoView(anchor, { y: 'start', yMargin: 80 }),
      });
      editor.focus();
    },
    find: () =>
      void import('@codemirror/search').then(({ openSearchPanel }) => openSearchPanel(view.current!)),
  }));

  return <div ref={host} className={props.className} />;

  function start(editor: EditorView, source: string): void {
    end.current = lineEndOf(source);
    known.current = source;
    const callbacks = (): Callbacks => latest.current;
    editor.setState(
      EditorState.create({
        doc: source,
        extensions: [
          parts.current.vim.of(keys.current),
          parts.current.switches.of(switches(latest.current)),
          splitAs(end.current),
          setup(callbacks),
          EditorView.updateListener.of((update) => {
            if (update.focusChanged && !update.view.hasFocus) latest.current.onBlur?.();
            if (!update.docChanged || update.transactions.every((one) => one.annotation(outside))) return;
            known.current = sourceOf(update.state.doc, end.current);
            latest.current.onChange?.(known.current);
          }),
        ],
      }),
    );
  }
}

const switches = (props: Pick<EditorProps, 'placeholder' | 'readOnly' | 'label'>): Extension => [
  props.placeholder ? words(props.placeholder) : [],
  EditorState.readOnly.of(props.readOnly ?? false),
  EditorView.editable.of(!props.readOnly),
  EditorView.contentAttributes.of({
    'aria-label': props.label,
    'aria-multiline': 'true',
    spellcheck: 'true',
    autocorrect: 'on',
    autocapitalize: 'sentences',
    // A note that only is read takes focus, too: it is scrolled and copied from with the keyboard.
    ...(props.readOnly ? { tabindex: '0' } : {}),
  }),
];

/** One change from what is there to `value`, so that the cursor and the history stay. */
function difference(state: EditorState, value: string) {
  const next = state.toText(value);
  const [before, after] = [state.doc.toString(), next.toString()];
  let from = 0;
  const shorter = Math.min(before.length, after.length);
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  let tail = 0;
  while (
    tail < shorter - from &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  return { changes: { from, to: before.length - tail, insert: next.slice(from, after.length - tail) } };
}

/** A position of the note as one of the editor, which counts each line end as one character. */
const lineOffset = (source: string, position: number, end: '\n' | '\r\n' | null): number =>
  end === '\r\n' ? position - (source.slice(0, position).match(/\r\n/g)?.length ?? 0) : position;
