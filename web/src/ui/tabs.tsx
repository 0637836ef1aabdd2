import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

interface Props {
  label: string;
  value: string;
  onChoose: (value: string) => void;
  tabs: readonly { value: string; text: string; content: ReactNode }[];
}

export function Tabs({ label, value, onChoose, tabs }: Props) {
  return (
    <Radix.Root value={value} onValueChange={onChoose}>
      <Radix.List aria-label={label} className="flex gap-4 border-b border-hairline">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px border-b-2 border-transparent py-2 text-margin font-medium text-faded hover:text-ink data-[state=active]:border-rubric data-[state=active]:text-ink"
          >
            {tab.text}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="pt-6">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
