import type { LucideIcon } from 'lucide-react';
import { Suspense, useState, type ComponentProps, type ReactElement, type ReactNode } from 'react';
import { lazily } from '../lib/soon.tsx';
import { IconButton } from './icon-button.tsx';

export type MenuItem =
  { text: string; icon?: LucideIcon; keys?: string; danger?: boolean; onSelect: () => void } | 'line';

type Button = Pick<ComponentProps<typeof IconButton>, 'icon' | 'label' | 'className'>;

const load = () => import('./menu-content.tsx');
const MenuContent = lazily(async () => ({ default: (await load()).MenuContent }));

/** A button that opens a menu. What draws menus is loaded when somebody is about to open one. */
export function Menu({ items, ...button }: Button & { items: readonly MenuItem[] }): ReactElement {
  return (
    <MenuButton {...button} prepare={load}>
      {(trigger) => <MenuContent items={items} trigger={trigger} />}
    </MenuButton>
  );
}

interface MenuButtonProps extends Button {
  /** Asks for what the menu needs, when somebody is about to open it. */
  prepare: () => Promise<unknown>;
  /** The menu, from when it was first opened. */
  children: (trigger: ReactElement) => ReactNode;
}

export function MenuButton({ prepare, children, ...button }: MenuButtonProps): ReactElement {
  const [wasOpened, setWasOpened] = useState(false);
  const trigger = <IconButton aria-haspopup="menu" {...button} />;
  if (!wasOpened) {
    return (
      <IconButton
        aria-haspopup="menu"
        aria-expanded={false}
        {...button}
        onPointerEnter={() => void prepare().catch(() => {})}
        onFocus={() => void prepare().catch(() => {})}
        onClick={() => setWasOpened(true)}
      />
    );
  }
  return <Suspense fallback={trigger}>{children(trigger)}</Suspense>;
}
