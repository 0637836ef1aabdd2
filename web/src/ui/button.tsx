import type { ComponentProps } from 'react';
import { classes } from './classes.ts';

interface Props extends ComponentProps<'button'> {
  /** `main` is for the one thing that a place is for. */
  kind?: 'main' | 'line' | 'quiet';
}

export function Button({ kind = 'line', className, type = 'button', ...rest }: Props) {
  return <button type={type} className={classes('control', `control-${kind}`, className)} {...rest} />;
}
