import type { ComponentType } from 'react';
import { Members } from './members/index.tsx';
import { Appearance } from './sections/appearance.tsx';
import { Folder } from './sections/folder.tsx';
import { InstanceSettings } from './sections/instance.tsx';
import { Jobs } from './sections/jobs.tsx';
import { Keys } from './sections/keys.tsx';
import { Language } from './sections/language.tsx';
import { Password } from './sections/password.tsx';
import { Profile } from './sections/profile.tsx';
import { Saving } from './sections/saving.tsx';
import { Sessions } from './sections/sessions.tsx';
import { Transfer } from './sections/transfer.tsx';
import type { SettingsKey } from './texts/index.ts';
import { Tokens } from './tokens/index.tsx';
import { Webhooks } from './webhooks/index.tsx';

export interface SettingsSection {
  /** The end of its address. */
  path: string;
  text: SettingsKey;
  Component: ComponentType;
}

const section = (path: SettingsKey, Component: ComponentType): SettingsSection => ({
  path,
  text: path,
  Component,
});

export const OWN_SECTIONS: readonly SettingsSection[] = [
  section('profile', Profile),
  section('password', Password),
  section('sessions', Sessions),
  section('appearance', Appearance),
  section('language', Language),
  section('keys', Keys),
  section('folder', Folder),
  section('transfer', Transfer),
  section('saving', Saving),
  section('tokens', Tokens),
  section('webhooks', Webhooks),
];

/** For administrators. */
export const SERVER_SECTIONS: readonly SettingsSection[] = [
  section('members', Members),
  section('instance', InstanceSettings),
  section('jobs', Jobs),
];
