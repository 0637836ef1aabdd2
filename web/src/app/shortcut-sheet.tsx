import { useTexts } from '../lib/i18n.ts';
import { shortcuts } from '../lib/shortcuts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';

const ORDER = ['keys-everywhere', 'keys-write', 'keys-notes', 'keys-go'];

/** Every key that works on this page. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const all = shortcuts.get().toSorted((a, b) => ORDER.indexOf(a.group) - ORDER.indexOf(b.group));
  const groups = Map.groupBy(all, (shortcut) => shortcut.group);
  return (
    <Dialog title={t('keys')} onClose={onClose}>
      <div className="grid gap-6 px-6 pt-2 pb-6 sm:grid-cols-2">
        {[...groups].map(([group, members]) => (
          <section key={group}>
            <h3 className="mb-2 text-margin text-faded">{t(group)}</h3>
            <dl className="grid gap-2">
              {members.map(({ keys, label }) => (
                <div key={keys + label} className="flex justify-between gap-4 text-margin">
                  <dt>{t(label)}</dt>
                  <dd>
                    <Kbd keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
