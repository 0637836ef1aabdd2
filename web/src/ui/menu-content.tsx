import { DropdownMenu } from 'radix-ui';
import type { ReactElement } from 'react';
import { classes } from './classes.ts';
import { Kbd } from './kbd.tsx';
import type { MenuItem } from './menu.tsx';

/** Not modal: a modal one would put a style sheet into the page, which the policy forbids. */
export function MenuContent({ items, trigger }: { items: readonly MenuItem[]; trigger: ReactElement }) {
  return (
    <DropdownMenu.Root defaultOpen modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="end" sideOffset={4} className="floating rise min-w-52 p-1">
          {items.map((item, index) =>
            item === 'line' ? (
              <DropdownMenu.Separator key={index} className="my-1 h-px bg-hairline" />
            ) : (
              <DropdownMenu.Item
                key={item.text}
                onSelect={item.onSelect}
                className={classes('floating-item', item.danger && 'text-rubric')}
              >
                {item.icon && <item.icon size={16} strokeWidth={1.5} aria-hidden />}
                <span className="grow">{item.text}</span>
                {item.keys && <Kbd keys={item.keys} />}
              </DropdownMenu.Item>
            ),
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
