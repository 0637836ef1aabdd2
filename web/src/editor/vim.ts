import { Vim, vim } from '@replit/codemirror-vim';
import { Prec, type Extension } from '@codemirror/state';
import { drawSelection } from '@codemirror/view';

let write: () => void = () => undefined;
let named = false;

/** Vim's keys; `:w` saves. */
export function vimKeys(onWrite: () => void): Extension {
  write = onWrite;
  if (!named) Vim.defineEx('write', 'w', () => write());
  named = true;
  return [Prec.highest(vim({ status: true })), drawSelection()];
}
