import { captureAsked } from '../../../lib/capture-focus.ts';
import { t } from '../../../lib/i18n.ts';
import { outbox, type Unsent } from '../../../lib/outbox.ts';
import { say } from '../../../ui/toasts.tsx';
import { changeDraft, isUntouched } from './capture-draft.ts';

/** Puts a note that could not be saved back into the capture box, as it was; what is written there goes before. */
export function editAgain({ key, content, resources, visibility }: Unsent): void {
  if (!isUntouched()) return say(t('edit-again-full'));
  changeDraft({ content, resources, visibility });
  outbox.takeBack(key);
  captureAsked.set((count) => count + 1);
}
