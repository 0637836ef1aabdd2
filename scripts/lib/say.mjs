/** Progress and advice go to stderr, so that stdout stays the program's own. */
export const say = (line) => process.stderr.write(`${line}\n`);

/** An expected failure: one line for the person at the terminal, no stack. */
export class Problem extends Error {}

/** Runs a script's main function; a Problem becomes one line and exit code 1. */
export async function main(action) {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
