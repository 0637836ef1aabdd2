import { useMutation } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { ClientError } from '../../../../../src/client/index.ts';
import { useTexts } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { problemText } from '../../../ui/problem.tsx';
import { useSettingsTexts } from '../texts/index.ts';

/** What is being sent, and what came of it. What was typed stays where it is until it has worked. */
export function useSubmit<T>(run: () => Promise<T>, onDone: (result: T) => void) {
  const { mutate, error, isPending, isSuccess, reset } = useMutation({ mutationFn: run, onSuccess: onDone });
  return {
    error,
    isPending,
    isDone: isSuccess,
    reset,
    submit(event: FormEvent) {
      event.preventDefault();
      if (!isPending) mutate();
    },
    /** What is wrong with one field. */
    issueOf: (field: string): string | undefined => issueOf(error, field),
  };
}

function issueOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof ClientError)) return undefined;
  const issue = error.issueOf(field);
  // That something is taken is said by the message, what to do by the issue.
  return issue !== undefined && error.code === 'ALREADY_EXISTS' ? `${error.message}. ${issue}.` : issue;
}

interface Props {
  form: Pick<ReturnType<typeof useSubmit>, 'submit' | 'error' | 'isPending' | 'isDone'>;
  action: string;
  /** The names of its fields: what is wrong with one of them stands there. */
  fields: readonly string[];
  /** Said beside the button when it has worked. */
  done?: string | undefined;
  onCancel?: (() => void) | undefined;
  children: ReactNode;
}

/** Fields, what is wrong with none of them in particular, and the button. */
export function Form({ form, action, fields, done, onCancel, children }: Props) {
  const t = useTexts();
  const { submit, error, isPending, isDone } = form;
  const isElsewhere = error !== null && !fields.some((field) => issueOf(error, field));
  return (
    <form onSubmit={submit} noValidate className="grid max-w-96 gap-4">
      {children}
      {isElsewhere && (
        <p role="alert" className="border-l-2 border-rubric pl-3 text-margin">
          <ErrorText error={error} />
        </p>
      )}
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <Button kind="main" type="submit" disabled={isPending}>
          {action}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('cancel')}</Button>}
        <span role="status" className="text-margin text-faded">
          {isDone && !isPending && done}
        </span>
      </div>
    </form>
  );
}

function ErrorText({ error }: { error: unknown }) {
  const t = useTexts();
  const s = useSettingsTexts();
  const seconds = error instanceof ClientError && error.status === 429 ? error.retryAfter : undefined;
  return seconds === undefined ? problemText(error, t) : s('try-in', { seconds });
}
