import { settingStatus } from '../set-status.ts';

export const define = settingStatus('NORMAL', (username) => `Enabled ${username}, who can sign in again`);
