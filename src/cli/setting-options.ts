import { Option, type Command } from 'commander';
import type { Config, Setting } from '../config.ts';
import type { Context } from './catalogue.ts';

/** The settings that say where the notes are. */
const OF_THE_STORE = ['data', 'database'];

/** Gives a command every setting as an option. */
export function addSettings(command: Command, settings: readonly Setting[]): void {
  for (const { flag, hint, description, default: text } of settings) {
    command.addOption(new Option(`${flag} ${hint}`, `${description.replaceAll('`', '')} (default: ${text})`));
    // With both, neither has a default that would win over the environment.
    if (text === 'true') command.addOption(new Option(flag.replace(/^--/, '--no-')).hideHelp());
  }
}

/** Gives a command that works on the store the options that say where it is. */
export function addStoreSettings(command: Command, settings: readonly Setting[]): void {
  addSettings(
    command,
    settings.filter(({ name }) => OF_THE_STORE.includes(name)),
  );
}

/** @throws ConfigError */
export function configOf(command: Command, { io, program }: Context): Config {
  const flags: Record<string, string> = {};
  for (const option of command.options) {
    const value: unknown = command.getOptionValue(option.attributeName());
    const isSetting = program.settings.some(({ flag }) => flag === option.long);
    if (isSetting && value !== undefined) flags[option.name()] = String(value);
  }
  return program.readConfig({ flags, env: io.env, isTerminal: io.stdout.isTTY === true });
}
