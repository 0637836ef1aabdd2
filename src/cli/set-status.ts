import type { Define } from './catalogue.ts';
import { findUser } from './find-user.ts';
import { withServices } from './local-services.ts';
import { printLine } from './output.ts';
import { addStoreSettings } from './setting-options.ts';

/** A command that gives an account a status and says what that means. */
export function settingStatus(status: 'NORMAL' | 'ARCHIVED', meaning: (username: string) => string): Define {
  return (command, context) => {
    command.argument('<name>');
    addStoreSettings(command, context.program.settings);
    command.action(async (name: string) => {
      await withServices(command, context, async (services) => {
        const { id, username } = await findUser(services, name);
        await services.users.setStatus({ id }, status);
        printLine(context.io, meaning(username));
      });
    });
  };
}
