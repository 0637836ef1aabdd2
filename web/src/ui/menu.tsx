import type { LucideIcon } from 'lucide-react';
import { lazy, Suspense, useState, type ComponentProps, type ReactElement } from 'react';
import { IconButton } from './icon-button.tsx';

export type MenuItem =
  { text: string; icon?: LucideIcon; keys?: string; danger?: boolean; onSelect: () => void } | 'line';

interface Props extends Pick<ComponentProps<typeof IconButton>, 'icon' | 'label' | 'className'> {
  items: readonly MenuItem[];
}

const load = () => import('./menu-content.tsx');
const MenuContent = lazy(async () => ({ default: (await load()).MenuContent }));

/** A button that opens a menu. What draws menus is loaded when somebody is about to open one. */
export function Menu({ items, ...button }: Props): ReactElement {
  const [wasOpened, setWasOpened] = useState(false);
  const trigger = <IconButton aria-haspopup="menu" {...button} />;
  if (!wasOpened) {
    return (
      <IconButton
        aria-haspopup="menu"
        aria-expanded={false}
        {...button}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => setWasOpened(true)}
      />
    );
  }
  return (
    <Suspense fallback={trigger}>
      <MenuContent items={items} trigger={trigger} />
    </Suspense>
  );
}
