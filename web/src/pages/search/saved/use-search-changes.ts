import { useTexts } from '../../../lib/i18n.ts';
import { changeSearches, type SavedSearch } from '../../../lib/saved-searches.ts';
import { useUser } from '../../../lib/session.ts';
import { problemText } from '../../../ui/problem.tsx';
import { say } from '../../../ui/toasts.tsx';

type List = readonly SavedSearch[];

/** What can be done with saved searches. It shows at once, and is taken back where the server refuses. */
export function useSearchChanges() {
  const t = useTexts();
  const { id: userId } = useUser();
  const change = async (to: (all: List) => List, done?: () => void) => {
    try {
      await changeSearches(userId, to);
      done?.();
    } catch (error) {
      say(t('not-done', { reason: problemText(error, t) }));
    }
  };
  const without = (id: string) => (all: List) => all.filter((one) => one.id !== id);
  return {
    add(search: Omit<SavedSearch, 'id'>) {
      const made = { ...search, id: newId() };
      void change(
        (all) => [...all.filter(({ id }) => id !== made.id), made],
        () => say(t('search-was-saved')),
      );
    },
    rename: (id: string, name: string) =>
      void change((all) => all.map((one) => (one.id === id ? { ...one, name } : one))),
    move: (id: string, by: number) =>
      void change((all) => {
        const at = all.findIndex((one) => one.id === id);
        const one = all[at];
        return one ? all.toSpliced(at, 1).toSpliced(Math.max(at + by, 0), 0, one) : all;
      }),
    remove(search: SavedSearch, at: number) {
      const back = (all: List) => without(search.id)(all).toSpliced(at, 0, search);
      void change(without(search.id), () => say(t('search-was-removed'), () => void change(back)));
    },
  };
}

/** Names of our own, since `randomUUID` is not there on every address. */
const newId = (): string => Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
