import { examine, type Finding } from '../../services/doctor/index.ts';
import type { Context, Define } from '../catalogue.ts';
import { Failure } from '../failure.ts';
import { printJson, printLine } from '../output.ts';
import type { Io } from '../program.ts';
import { addStoreSettings, configOf } from '../setting-options.ts';
import { openFailure } from '../start-failures.ts';
import type { Config } from '../../config.ts';

interface Options {
  repair?: boolean;
  json?: boolean;
}

export const define: Define = (command, context) => {
  command.option('--repair', 'make anew what follows from something else').option('--json', 'print JSON');
  addStoreSettings(command, context.program.settings);
  command.action((options: Options) => doctor(configOf(command, context), options, context));
};

async function doctor(config: Config, options: Options, { io, program }: Context): Promise<void> {
  const store = await program.openStore(config.database).catch((error: unknown) => {
    throw openFailure(error, config);
  });
  const found: Finding[] = [];
  let count = 0;
  try {
    const patient = { store, data: config.data, blobs: config.blobs };
    for await (const finding of examine(patient, { repair: options.repair === true })) {
      count += 1;
      if (options.json) found.push(finding);
      else print(io, finding);
    }
  } finally {
    await store.close();
  }
  if (options.json) printJson(io, { findings: found });
  else if (count === 0) printLine(io, 'Everything is as it should be');
  if (count > 0) throw new Failure(count === 1 ? '1 finding' : `${count} findings`);
}

function print(io: Io, { what, where, problem, repair, isRepaired }: Finding): void {
  printLine(io, `${what}: ${where}: ${problem}; ${isRepaired ? 'repaired' : `to repair: ${repair}`}`);
}
