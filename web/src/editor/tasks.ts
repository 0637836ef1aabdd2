import { syntaxTree } from '@codemirror/language';
import { RangeSetBuilder, type EditorState } from '@codemirror/state';
import {
  Decoration,
  type EditorView,
  ViewPlugin,
  WidgetType,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';

/** `[ ]` and `[x]` as boxes to be clicked, unless the cursor is in them. */
class TaskBox extends WidgetType {
  readonly #checked: boolean;

  constructor(checked: boolean) {
    super();
    this.#checked = checked;
  }

  override eq(other: TaskBox): boolean {
    return other.#checked === this.#checked;
  }

  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.className = 'cm-task';
    box.checked = this.#checked;
    box.disabled = view.state.readOnly;
    box.tabIndex = -1;
    box.ariaLabel = 'Task';
    box.addEventListener('mousedown', (event) => event.preventDefault());
    box.addEventListener('click', (event) => {
      event.preventDefault();
      const at = view.posAtDOM(box);
      view.dispatch(toggled(view.state, at));
    });
    return box;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** `at`: that of the `[`. */
function toggled(state: EditorState, at: number) {
  const insert = state.sliceDoc(at + 1, at + 2) === ' ' ? 'x' : ' ';
  return state.update({ changes: { from: at + 1, to: at + 2, insert }, userEvent: 'input.task' });
}

function boxesIn(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter(node) {
        if (node.name !== 'TaskMarker') return;
        const touched = view.state.selection.ranges.some(
          (range) => range.from <= node.to && range.to >= node.from,
        );
        if (touched && view.hasFocus) return;
        const checked = view.state.sliceDoc(node.from + 1, node.from + 2) !== ' ';
        builder.add(node.from, node.to, Decoration.replace({ widget: new TaskBox(checked) }));
      },
    });
  }
  return builder.finish();
}

export const taskBoxes = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = boxesIn(view);
    }

    update(update: ViewUpdate): void {
      const parsed = syntaxTree(update.startState) !== syntaxTree(update.state);
      if (update.docChanged || update.viewportChanged || update.selectionSet || update.focusChanged || parsed)
        this.decorations = boxesIn(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
