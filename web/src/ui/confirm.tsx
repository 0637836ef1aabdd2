import { t } from '../lib/i18n.ts';
import { createSignal, useSignal } from '../lib/signal.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

interface Question {
  title: string;
  /** What will be gone, and what stays. */
  text: string;
  /** What the button says that does it. */
  action: string;
}

const asked = createSignal<(Question & { answer: (isSure: boolean) => void }) | null>(null);

/** Asks before what cannot be undone; nothing else is asked about. */
export function confirm(question: Question): Promise<boolean> {
  asked.get()?.answer(false);
  return new Promise((resolve) => {
    const answer = (isSure: boolean) => {
      asked.set(null);
      resolve(isSure);
    };
    asked.set({ ...question, answer });
  });
}

/** Where questions are asked; once in the app. */
export function Confirmation() {
  const question = useSignal(asked);
  if (!question) return null;
  const { title, text, action, answer } = question;
  return (
    <Dialog
      key={title}
      title={title}
      onClose={() => answer(false)}
      className="!w-[min(28rem,calc(100vw-2rem))]"
    >
      <div className="px-6 pt-1 pb-6">
        <p className="text-ui whitespace-pre-line text-faded">{text}</p>
        <div className="mt-6 flex flex-wrap justify-end gap-2">
          <Button onClick={() => answer(false)}>{t('cancel')}</Button>
          <Button kind="main" onClick={() => answer(true)}>
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
