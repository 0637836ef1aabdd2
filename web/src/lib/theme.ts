import { device } from './device.ts';
import { createSignal } from './signal.ts';

export type Theme = 'system' | 'light' | 'dark';
export type TextSize = 'small' | 'normal' | 'large' | 'largest';

/** Both are kept on this device, and set before anything is drawn: see theme-before-paint.js. */
export const theme = createSignal<Theme>((device.read('theme') as Theme | null) ?? 'system');
export const textSize = createSignal<TextSize>((device.read('text-size') as TextSize | null) ?? 'normal');

export function chooseTheme(chosen: Theme): void {
  const { classList } = document.documentElement;
  classList.remove('light', 'dark');
  if (chosen !== 'system') classList.add(chosen);
  device.write('theme', chosen === 'system' ? null : chosen);
  theme.set(chosen);
}

export function chooseTextSize(chosen: TextSize): void {
  const { classList } = document.documentElement;
  classList.remove('text-small', 'text-large', 'text-largest');
  if (chosen !== 'normal') classList.add(`text-${chosen}`);
  device.write('text-size', chosen === 'normal' ? null : chosen);
  textSize.set(chosen);
}
