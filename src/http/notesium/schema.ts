import { Type, type TSchema } from 'typebox';
import { COMMANDS, type CommandName, type OptionSpec } from '../../domain/notesium/index.ts';

/** The shapes of the Notesium API: validation, types and the OpenAPI document come from here. */

const Time = (description: string) => Type.String({ maxLength: 64, description });
const A_TIME = 'an RFC 3339 time such as 2023-11-30T14:22:44+02:00';

const NoteLink = Type.Object(
  {
    Filename: Type.String(),
    Title: Type.String({ description: 'Empty where there is no such note' }),
    LineNumber: Type.Integer(),
  },
  { $id: 'NoteLink' },
);

const listed = {
  Filename: Type.String(),
  Title: Type.String(),
  IsLabel: Type.Boolean({ description: 'Whether the title is one word' }),
  OutgoingLinks: Type.Array(Type.Unsafe({ $ref: 'NoteLink#' })),
  IncomingLinks: Type.Array(Type.Unsafe({ $ref: 'NoteLink#' })),
  Ctime: Type.String({ description: 'The second in the file name, in the local time of the server' }),
  Mtime: Type.String({ description: 'When the content changed last; to be sent back as `LastMtime`' }),
  Lines: Type.Integer({ description: 'Without blank ones' }),
  Words: Type.Integer(),
  Chars: Type.Integer({ description: 'Bytes, without line ends' }),
};
const ListedNote = Type.Object(listed, { $id: 'ListedNote' });
const Note = Type.Object({ ...listed, Path: Type.String(), Content: Type.String() }, { $id: 'Note' });

const Runtime = Type.Object(
  {
    home: Type.String({ description: 'The folder of the notes' }),
    version: Type.String(),
    platform: Type.String(),
    web: Type.Object({
      webroot: Type.String(),
      writable: Type.Boolean({ description: 'Whether the caller may write' }),
      'stop-on-idle': Type.Boolean(),
      'daily-version-check': Type.Boolean(),
    }),
    build: Type.Object({
      gitversion: Type.String(),
      buildtime: Type.String(),
      goversion: Type.String({ description: 'What runs this program' }),
      'latest-release-url': Type.String(),
    }),
    memory: Type.Object({
      alloc: Type.String(),
      'total-alloc': Type.String(),
      sys: Type.String(),
      lookups: Type.Integer(),
      mallocs: Type.Integer(),
      frees: Type.Integer(),
    }),
  },
  { $id: 'Runtime' },
);

const NotesiumError = Type.Object({ Error: Type.String(), Code: Type.Integer() }, { $id: 'NotesiumError' });

/** Registered once, and referred to by name in the routes and in the document. */
export const NOTESIUM_SCHEMAS = [NoteLink, ListedNote, Note, Runtime, NotesiumError];

const named = (id: string): TSchema => Type.Unsafe({ $ref: `${id}#` });

/** The answers of a route: what it answers when all goes well, and the error shape for the rest. */
export function answers(success: TSchema) {
  return { 200: success, '4xx': named('NotesiumError'), '5xx': named('NotesiumError') };
}

const text = (description: string) => ({
  description,
  content: { 'text/plain': { schema: Type.String() } },
});

export const TEXT_ANSWERS = {
  200: text('Plain text'),
  '4xx': text('What is wrong'),
  '5xx': text('That something is wrong'),
};

export const NoteAnswer = named('Note');
export const RuntimeAnswer = named('Runtime');
export const NoteList = Type.Union([
  Type.Array(named('ListedNote')),
  Type.Record(Type.String(), named('ListedNote'), { description: 'With keyed=true: by file name' }),
]);
export const Deleted = Type.Object({ Filename: Type.String(), Deleted: Type.Boolean() });

export const ListQuery = Type.Object({
  keyed: Type.Optional(
    Type.Boolean({ description: 'An object by file name in place of an array; as the server is set up' }),
  ),
});
export const NoteParams = Type.Object({
  filename: Type.String({ description: 'A file name such as 64214a1d.md' }),
});
export const CreateBody = Type.Object({
  Content: Type.Optional(Type.String({ description: 'Markdown' })),
  Ctime: Time(`${A_TIME}; its second becomes the file name`),
});
export const UpdateBody = Type.Object({
  Content: Type.String({ minLength: 1, description: 'Markdown' }),
  LastMtime: Time(`the Mtime of the version that was read: ${A_TIME}`),
});
export const DeleteBody = Type.Object({
  LastMtime: Time(`the Mtime of the version that was read: ${A_TIME}`),
});

/** The options of a command as parameters; they are only described here, as the command itself reads them. */
export function commandQuery(name: CommandName): TSchema {
  const options: OptionSpec[] = [...(COMMANDS.find((command) => command.name === name)?.options ?? [])];
  if (name === 'links')
    options.push({ name: 'filename', value: 'FILE', meaning: 'Limit list to links related to filename' });
  return Type.Object(
    Object.fromEntries(options.map((option) => [option.name, Type.Optional(optionSchema(option))])),
  );
}

function optionSchema({ value, choices, meaning: description }: OptionSpec): TSchema {
  if (value === undefined) return Type.String({ description, pattern: '^(true|false)?$' });
  if (!choices) return Type.String({ description });
  return Type.String({ description, pattern: `^(${choices.join('|')}|false)?$` });
}
