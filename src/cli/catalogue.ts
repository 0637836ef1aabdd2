import type { Command } from 'commander';
import type { Io, Program } from './program.ts';

export interface Context {
  io: Io;
  program: Program;
}

/** Gives a command its arguments, options and action. */
export type Define = (command: Command, context: Context) => void;

export interface Entry {
  name: string;
  summary: string;
  /** Absent for a group. */
  load?: () => Promise<{ define: Define }>;
  commands?: readonly Entry[];
}

/** Every command, by name and summary alone: only the one that is asked for gets loaded. */
export const CATALOGUE: readonly Entry[] = [
  {
    name: 'add',
    summary: 'save a page or a text',
    load: () => import('./commands/add.ts'),
  },
  {
    name: 'backup',
    summary: 'save everything in one file, while the server runs',
    load: () => import('./commands/backup.ts'),
  },
  {
    name: 'restore',
    summary: 'put a backup into an empty data folder',
    load: () => import('./commands/restore.ts'),
  },
  {
    name: 'doctor',
    summary: 'check everything, and repair what can be',
    load: () => import('./commands/doctor.ts'),
  },
  { name: 'serve', summary: 'run the server', load: () => import('./commands/serve.ts') },
  {
    name: 'web',
    summary: 'serve one folder of notes to yourself',
    load: () => import('./commands/web.ts'),
  },
  {
    name: 'user',
    summary: 'manage accounts',
    commands: [
      { name: 'add', summary: 'create an account', load: () => import('./commands/user-add.ts') },
      { name: 'list', summary: 'list the accounts', load: () => import('./commands/user-list.ts') },
      { name: 'passwd', summary: 'set a new password', load: () => import('./commands/user-passwd.ts') },
      {
        name: 'disable',
        summary: 'close an account for now',
        load: () => import('./commands/user-disable.ts'),
      },
      { name: 'enable', summary: 'open a disabled account', load: () => import('./commands/user-enable.ts') },
    ],
  },
  {
    name: 'token',
    summary: 'manage access tokens',
    commands: [
      {
        name: 'create',
        summary: 'create a token, print its secret',
        load: () => import('./commands/token-create.ts'),
      },
      { name: 'list', summary: 'list the tokens of a user', load: () => import('./commands/token-list.ts') },
      { name: 'revoke', summary: 'end a token for good', load: () => import('./commands/token-revoke.ts') },
    ],
  },
];
