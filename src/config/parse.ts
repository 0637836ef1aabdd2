import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { resolve } from 'node:path';

/** The value for a message, unless it may hold a password. */
export function quote(text: string): string {
  return /@|password/i.test(text) ? 'the value' : JSON.stringify(text);
}

export function wholeNumber(min: number, max: number) {
  return (text: string): number => {
    const number = Number(text);
    if (/^\d{1,15}$/.test(text) && number >= min && number <= max) return number;
    throw new Error(`${quote(text)} does not fit; use a whole number from ${min} to ${max}`);
  };
}

export function wholeNumbers(min: number, max: number, atMost: number) {
  const one = wholeNumber(min, max);
  return (text: string): number[] => {
    const numbers = text.split(',').map((part) => one(part.trim()));
    if (numbers.length > atMost) throw new Error(`${quote(text)} is too long; use at most ${atMost} numbers`);
    return numbers;
  };
}

export function oneOf<const Choice extends string>(choices: readonly Choice[]) {
  return (text: string): Choice => {
    const choice = choices.find((one) => one === text);
    if (choice !== undefined) return choice;
    throw new Error(`${quote(text)} is not one of them; use ${choices.join(', ')}`);
  };
}

export function parseBoolean(text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new Error(`${quote(text)} is neither; use true or false`);
}

export function parseHost(text: string): string {
  if (isIP(text) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)) return text;
  throw new Error(`${quote(text)} is no address; use 127.0.0.1, ::1 or a name, without a port`);
}

export function parsePath(text: string, base: string): string {
  if (text.trim() === '') throw new Error('is empty; use the path of a folder');
  return resolve(base, text.replace(/^~(?=\/|$)/, homedir()));
}

export function parseDatabase(text: string, base: string): string {
  if (/^postgres(ql)?:\/\//.test(text)) {
    if (URL.canParse(text)) return text;
    throw new Error('is no URL; write signs such as # / ? @ in the password as %23 %2F %3F %40');
  }
  if (text.trim() === '' || /^[a-z][a-z0-9+.-]+:|password=/i.test(text)) {
    throw new Error(
      'is no database; use postgres://user:password@host:5432/name, or the path of an SQLite file',
    );
  }
  return parsePath(text, base);
}

export function parseUrl(text: string): string {
  const url = URL.parse(text);
  const isPlain = url && !url.username && !url.password && !url.search && !url.hash;
  if (isPlain && (url.protocol === 'https:' || url.protocol === 'http:')) return url.href.replace(/\/+$/, '');
  throw new Error(`${quote(text)} is no public address; use https://notes.example.com or the like`);
}

export function parseProxies(text: string): boolean | string[] {
  if (text === 'true' || text === 'false') return text === 'true';
  const proxies = text.split(',').map((proxy) => proxy.trim());
  const wrong = proxies.find((proxy) => !isAddressRange(proxy));
  if (wrong === undefined) return proxies;
  throw new Error(`${quote(wrong)} is no address; use true, false, or such as 127.0.0.1,10.0.0.0/8`);
}

function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
