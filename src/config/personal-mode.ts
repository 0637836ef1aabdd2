/** One folder, served to the person at this machine: what `web` is told beside the settings. */
export interface PersonalMode {
  /** The folder of the notes; its own path, with links followed. */
  folder: string;
  /** Whether requests without credentials may write. */
  writable: boolean;
  /** The folder that is served at `/`; undefined: what every server has there. */
  webroot: string | undefined;
  mounts: readonly Mount[];
  /** Whether the server stops when nobody asks it anything. */
  stopOnIdle: boolean;
  /** Whether clients are told to look for a newer version every day. */
  versionCheck: boolean;
}

/** One more folder of files, at a path such as `/images/`. */
export interface Mount {
  folder: string;
  uri: string;
}
