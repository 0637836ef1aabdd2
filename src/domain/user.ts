import { invalid } from './errors.ts';
import type { Visibility } from './note.ts';
import { assertText } from './text.ts';

export const ROLES = ['HOST', 'ADMIN', 'USER'] as const;
export type Role = (typeof ROLES)[number];

/** ARCHIVED users cannot sign in; DELETED ones are gone for everybody but the store, which keeps their notes. */
export type UserStatus = 'NORMAL' | 'ARCHIVED' | 'DELETED';

export interface User {
  id: number;
  username: string;
  role: Role;
  status: UserStatus;
  nickname: string;
  email: string;
  avatarUrl: string;
  /** The visibility of new notes that name none. */
  defaultVisibility: Visibility;
  createdAt: number;
  updatedAt: number;
}

/** Starts with a letter, so that a name is never an id; safe as the name of a folder. */
export const USERNAME_PATTERN = '^[A-Za-z][A-Za-z0-9_-]{0,31}$';
const USERNAME = new RegExp(USERNAME_PATTERN);
const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+$/;

/** What names are compared by: `Ada` and `ada` are one account. */
export function usernameKey(username: string): string {
  return username.toLowerCase();
}

/** @throws INVALID_ARGUMENT naming `username` */
export function assertUsername(username: string): void {
  if (!USERNAME.test(username)) {
    throw invalid(
      'username',
      'Must be 1 to 32 letters, digits, hyphens or underscores, and start with a letter (a-z)',
    );
  }
}

/** @throws INVALID_ARGUMENT naming `field` */
export function assertPassword(password: string, field = 'password'): void {
  if (password.length < 8) throw invalid(field, 'Must have at least 8 characters');
  if (password.length > 512) throw invalid(field, 'Must have at most 512 characters');
}

export interface Profile {
  nickname?: string | undefined;
  email?: string | undefined;
  avatarUrl?: string | undefined;
}

/** @throws INVALID_ARGUMENT naming the field */
export function assertProfile({ nickname, email, avatarUrl }: Profile): void {
  assertText('nickname', nickname ?? '');
  assertText('email', email ?? '');
  if (nickname !== undefined && nickname.length > 64)
    throw invalid('nickname', 'Must have at most 64 characters');
  if (email !== undefined && email !== '' && !isEmail(email)) {
    throw invalid('email', 'Must be an e-mail address such as ada@example.com, or empty');
  }
  if (avatarUrl !== undefined && avatarUrl !== '' && !isSafeAvatar(avatarUrl)) {
    throw invalid('avatarUrl', 'Must be an http or https address of at most 2048 characters, or empty');
  }
}

/** Anything but http(s) could run a script where the picture is shown. */
function isSafeAvatar(address: string): boolean {
  if (address.length > 2048) return false;
  const url = URL.parse(address);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
}

function isEmail(text: string): boolean {
  return text.length <= 254 && EMAIL.test(text);
}

/** @throws INVALID_ARGUMENT naming `email` */
export function assertEmail(email: string): void {
  assertText('email', email);
  if (!isEmail(email)) throw invalid('email', 'Must be an e-mail address such as ada@example.com');
}

/** What tells whether two addresses are the same. */
export function emailKey(email: string): string {
  return email.toLowerCase();
}
