import type { Config } from './config/config.ts';
import { LIST, readSettings, readText, type SettingsFile } from './config/file.ts';
import { DEFINITIONS, nameOf, PREFIX, settings, type Environment, type Setting } from './config/settings.ts';

export type { AppConfig, Config } from './config/config.ts';
export type { Mount, PersonalMode } from './config/personal-mode.ts';
export { notesFolder } from './config/notes-folder.ts';
export { settings, type Environment, type Setting } from './config/settings.ts';

const TEST_PREFIX = 'COMMONPLACE_TEST_';

export interface Sources {
  /** Values by the name of the setting. */
  flags?: Readonly<Record<string, string>>;
  env: Environment;
  /** Whether people read the output. */
  isTerminal?: boolean;
  /** @returns the text of a file, undefined where there is none */
  readFile?: (path: string) => string | undefined;
}

/** All that is wrong with the configuration: one line each, naming the setting, its source and the fix. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super(`The configuration has ${count}:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** This process's environment, for `readConfig`. */
export function environment(): Environment {
  return process.env;
}

/**
 * Flags win over the environment, the environment over commonplace.json in the data folder. An empty variable counts as not set.
 * @throws ConfigError with every problem at once
 */
export function readConfig({ flags = {}, env, isTerminal = false, readFile = readText }: Sources): Config {
  const problems = unknownVariables(env);
  const config: Partial<Record<keyof Config, unknown>> = {};
  let file: SettingsFile | undefined;

  function given({ name, flag, variable }: Setting): Given | undefined {
    const [fromFlag, fromEnv, fromFile] = [flags[name], env[variable], file?.values.get(name)];
    if (fromFlag !== undefined) return { text: fromFlag, from: flag, base: '.' };
    if (fromEnv !== undefined && fromEnv !== '') return { text: fromEnv, from: variable, base: '.' };
    if (fromFile !== undefined && file) return { text: fromFile, from: file.path, base: file.folder };
    return undefined;
  }

  function read(key: keyof Config): unknown {
    const setting = settings.find(({ name }) => name === nameOf(key)) as Setting;
    const { parse, fallback, default: text } = DEFINITIONS[key];
    const value = given(setting);
    if (!value)
      return fallback ? fallback({ env, data: String(config.data), isTerminal }) : parse(text, '.', env);
    try {
      return parse(value.text, value.base, env);
    } catch (error) {
      problems.push(`${setting.name} (${value.from}): ${(error as Error).message}`);
      return undefined;
    }
  }

  // The file is found by this one, so it comes first.
  config.data = read('data');
  if (config.data !== undefined) file = readSettings(String(config.data), readFile);
  problems.push(...(file?.problems ?? []));
  for (const key of Object.keys(DEFINITIONS) as (keyof Config)[]) if (key !== 'data') config[key] = read(key);
  if (problems.length > 0) throw new ConfigError(problems);
  return config as Config;
}

interface Given {
  text: string;
  /** What it is called where it was set. */
  from: string;
  base: string;
}

function unknownVariables(env: Environment): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !name.startsWith(TEST_PREFIX))
    .filter((name) => !settings.some(({ variable }) => variable === name))
    .map((name) => `${name}: is no setting; correct its name or unset it (${LIST})`);
}
