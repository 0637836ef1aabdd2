import type { CommanderError } from 'commander';

/** Scripts look for these words. Values are left out: one of them may be a password in the wrong place. */
export function explainUsage({ code, message }: CommanderError): string {
  if (code === 'commander.unknownOption') return `unrecognized option: ${/'([^'=]*)/.exec(message)?.[1]}`;
  if (code === 'commander.excessArguments') return 'too many arguments';
  return message.replace(/^error: /, '');
}
