import { settingStatus } from '../set-status.ts';

export const define = settingStatus(
  'ARCHIVED',
  (username) => `Disabled ${username}; all its sessions and access tokens have ended`,
);
