import { requireHost, type Principal } from '../domain/access.ts';
import { DomainError, invalid } from '../domain/errors.ts';
import type { Store } from '../store/store.ts';

export type System = ReturnType<typeof createSystem>;

/** What the host can set while the server runs. */
export interface SystemSettings {
  allowSignUp: boolean;
  disablePasswordLogin: boolean;
  title: string;
  description: string;
  logoUrl: string;
  locale: string;
}

/** Undefined: as it was. */
export type SystemPatch = { [Name in keyof SystemSettings]?: SystemSettings[Name] | undefined };

const DEFAULTS: SystemSettings = {
  allowSignUp: false,
  disablePasswordLogin: false,
  title: 'Commonplace',
  description: 'One place for what you think, work out and find',
  logoUrl: '',
  locale: 'en',
};

const MAX_LENGTHS = { title: 100, description: 1000, logoUrl: 2048, locale: 35 } as const;

/**
 * @param allowSignUp the flag of the command line, which wins over the stored setting
 */
export function createSystem({ store, allowSignUp }: { store: Store; allowSignUp: boolean | undefined }) {
  /** @param reads those of the transaction, inside one */
  async function settings(reads: Pick<Store['read'], 'settings'> = store.read): Promise<SystemSettings> {
    const stored = await reads.settings.all();
    const merged: SystemSettings = {
      ...DEFAULTS,
      ...(Object.fromEntries(stored) as Partial<SystemSettings>),
    };
    return { ...merged, allowSignUp: allowSignUp ?? merged.allowSignUp };
  }

  return {
    settings,

    /** @throws PERMISSION_DENIED for anybody but the host, FAILED_PRECONDITION, INVALID_ARGUMENT naming the field */
    async update(
      principal: Principal,
      patch: SystemPatch,
      precondition?: (current: SystemSettings) => boolean,
    ): Promise<SystemSettings> {
      requireHost(principal);
      assertSettings(patch);
      await store.transact(async (tx) => {
        await tx.lock('settings');
        if (precondition && !precondition(await settings(tx))) throw new DomainError('FAILED_PRECONDITION');
        for (const [name, value] of Object.entries(patch)) {
          if (value !== undefined) await tx.settings.put(name, value);
        }
      });
      return settings();
    },
  };
}

function assertSettings(patch: SystemPatch): void {
  for (const [field, limit] of Object.entries(MAX_LENGTHS)) {
    const value = patch[field as keyof typeof MAX_LENGTHS];
    if (value !== undefined && value.length > limit)
      throw invalid(field, `Must have at most ${limit} characters`);
  }
  if (patch.logoUrl !== undefined && patch.logoUrl !== '' && !/^https?:\/\/[^\s"'<>]+$/.test(patch.logoUrl)) {
    throw invalid('logoUrl', 'Must be an http or https address, or empty');
  }
  if (patch.locale !== undefined && !/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(patch.locale)) {
    throw invalid('locale', 'Must be a language tag such as en or de-AT');
  }
}
