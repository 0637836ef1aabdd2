/** A command that cannot be done as it was given; the message is the one that Notesium's users and scripts know. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandError';
  }
}
