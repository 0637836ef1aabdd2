import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classes } from './classes.ts';

interface Props extends Omit<ComponentProps<'button'>, 'children'> {
  icon: LucideIcon;
  /** Its name, for screen readers and for whoever hovers. */
  label: string;
}

export function IconButton({ icon: Icon, label, className, type = 'button', ...rest }: Props) {
  return (
    <button
      type={type}
      aria-label={label}
      data-tip={label}
      className={classes('control control-quiet control-icon tip', className)}
      {...rest}
    >
      <Icon size={18} strokeWidth={1.5} aria-hidden />
    </button>
  );
}
