import { Component, type ReactNode } from 'react';
import { t } from '../lib/i18n.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import { classes } from '../ui/classes.ts';

const OVER = 'floating fixed inset-x-4 bottom-20 z-50 mx-auto max-w-sm px-4';

interface Props {
  children: ReactNode;
  /** Where another one is tried, such as at another address. */
  of?: string;
  /** In a row of the page, or over it, for what opens over it; else where it stands. */
  as?: 'row' | 'over';
  /** Shown below the words. */
  instead?: ReactNode;
}

/**
 * Says so where something cannot be shown, and leaves all else as it is: a script did not come, since the server has another
 * version of it by now, say. It is made of nothing that comes later.
 */
export class Boundary extends Component<Props, { error?: unknown }> {
  override state: { error?: unknown } = {};
  static getDerivedStateFromError = (error: unknown) => ({ error });

  override componentDidUpdate(before: Props): void {
    if (before.of !== this.props.of && this.state.error) this.setState({ error: undefined });
  }

  override render(): ReactNode {
    const { children, of, as, instead } = this.props;
    const { error } = this.state;
    if (!error) return children;
    return (
      <div className={classes(as === 'row' && 'page-row', as === 'over' && OVER)}>
        <div className="page-column">
          {of && <h1 className="sr-only">Commonplace</h1>}
          <Problem error={error} />
          <Button className="mb-4" onClick={() => location.reload()}>
            {t('load-again')}
          </Button>
          {instead}
        </div>
      </div>
    );
  }
}
