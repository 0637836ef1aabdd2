/** The texts of the settings; they are loaded with them. */
export const en = {
  // Sections
  yours: 'Yours',
  server: 'This server',
  profile: 'Profile',
  password: 'Password',
  sessions: 'Signed in',
  tokens: 'Access tokens',
  webhooks: 'Webhooks',
  folder: 'Notes folder',
  transfer: 'Import, export',
  saving: 'Saving pages',
  appearance: 'Appearance',
  language: 'Language',
  keys: 'Keys',
  members: 'Members',
  instance: 'Server',
  jobs: 'Background',
  'no-section': 'There is no such section. Choose one of those beside.',

  // Everywhere
  save: 'Save',
  saved: 'Saved.',
  create: 'Create',
  copy: 'Copy',
  copied: 'Copied.',
  'copy-failed': 'This browser does not let a page copy. Mark the text, and copy it by hand.',
  'copy-name': 'Copy {name}',
  actions: 'Actions',
  done: 'Done',
  never: 'never',
  'try-in': 'Too many attempts. Try again in {seconds|# second|# seconds}.',
  'not-saved': 'Not saved: {reason}',

  // Profile
  'profile-text': 'How you appear to others on this server.',
  nickname: 'Display name',
  'nickname-hint': 'Shown in place of {name}.',
  email: 'E-mail',
  'email-hint': 'Seen by you and the administrators. Nothing is sent to it.',
  'avatar-url': 'Picture',
  'avatar-hint':
    'An address that begins with http. Pictures of other servers are not loaded in this app, so that nobody learns when you read; your initials stand in for them.',
  'default-visibility': 'New notes are',
  'visibility-hint': 'Where nothing else is chosen. Each note can be changed.',
  'visibility-PRIVATE': 'Private: only you read them',
  'visibility-PROTECTED': 'For everybody who is signed in here',
  'visibility-PUBLIC': 'Public, without signing in',
  'role-HOST': 'Owner of this server',
  'role-ADMIN': 'Administrator',
  'role-USER': 'Member',

  // Password
  'password-text':
    'A new password signs you out everywhere else, and ends all access tokens: programs that use one need a new one.',
  'password-now': 'Present password',
  'password-new': 'New password',
  'password-hint': 'At least 8 characters; longer is better.',
  'password-change': 'Change the password',
  'password-changed': 'The password is changed. All other sessions and all access tokens have ended.',

  // Sessions
  'sessions-text':
    'Where you are signed in. A session that is not used ends by itself after 30 days. If one is not yours, end it and change your password.',
  'sessions-this': 'This one',
  'sessions-used': 'Last used {ago}',
  'sessions-since': 'signed in {date}',
  'sessions-end': 'End',
  'sessions-end-of': 'End the session of {device}',
  'sessions-end-others': 'End all others',
  'sessions-ended': '{count|# session|# sessions} ended.',
  'device-on': '{browser} on {system}',
  'device-unknown': 'An unknown device',

  // Tokens
  'tokens-text':
    'A token lets a program act as you: a script, a phone, an editor. Give each its own, so that one can be ended without the others.',
  'tokens-none': 'No tokens yet',
  'tokens-none-text':
    'With one, a single line in a terminal writes a note. It could be called “Phone”, “Backup script” or “Vim”.',
  'tokens-name': 'Name',
  'tokens-name-hint': 'What will use it.',
  'tokens-scope': 'It may',
  'scope-read': 'read',
  'scope-write': 'read and write',
  'scope-admin': 'everything, the server’s settings too',
  'tokens-expiry': 'Until',
  'expiry-30': '30 days from now',
  'expiry-90': '90 days from now',
  'expiry-365': 'a year from now',
  'expiry-never': 'revoked',
  'tokens-create': 'Create a token',
  'tokens-made': 'The token “{name}”',
  'tokens-once': 'It is shown this once. Copy it now: the server keeps only what proves it.',
  'tokens-example': 'Try it in a terminal:',
  'tokens-example-text': 'Written from a terminal #inbox',
  'tokens-used': 'last used {ago}',
  'tokens-unused': 'not used yet',
  'tokens-until': 'until {date}',
  'tokens-forever': 'until revoked',
  'tokens-expired': 'expired {date}',
  'tokens-revoke': 'Revoke',
  'tokens-revoke-of': 'Revoke {name}',
  'tokens-revoke-title': 'Revoke “{name}”?',
  'tokens-revoke-text':
    'Whatever uses it stops working at once. It cannot be taken back; a new token can be made.',
  'tokens-revoked': '“{name}” is revoked.',

  // Webhooks
  'webhooks-text':
    'A webhook tells an address of yours, by a signed POST of JSON, what happens to your notes and files.',
  'webhooks-none': 'No webhooks yet',
  'webhooks-none-text':
    'For example: each new note goes to a chat, or a public note starts the build of a blog.',
  'webhooks-new': 'New webhook',
  'webhooks-name': 'Name',
  'webhooks-url': 'Address',
  'webhooks-url-hint':
    'http or https. Addresses of private networks are reached only if the server allows it.',
  'webhooks-events': 'Tell it when',
  'event-memo.created': 'a note is created',
  'event-memo.updated': 'a note changes',
  'event-memo.deleted': 'a note goes to the trash',
  'event-resource.uploaded': 'a file is uploaded',
  'event-user.created': 'an account is created',
  'event-user.updated': 'an account changes',
  'event-webhook.test': 'a test',
  'webhooks-secret': 'Secret',
  'webhooks-secret-hint': 'Signs what is sent. Leave it empty, and one is drawn.',
  'webhooks-secret-change-hint': 'Leave it empty to keep the present one.',
  'webhooks-made': 'The secret of “{name}”',
  'webhooks-once': 'It is shown this once. The receiver checks the signatures with it.',
  'webhooks-is-on': '{name} is switched on',
  'webhooks-off': 'switched off',
  'webhooks-edit': 'Edit',
  'webhooks-test': 'Send a test',
  'webhooks-testing': 'Waiting for the answer',
  'webhooks-test-good': 'It answered {status} in {ms} ms.',
  'webhooks-test-bad': 'It did not work: {reason}.',
  'webhooks-answer': 'The answer',
  'webhooks-delete': 'Delete',
  'webhooks-delete-title': 'Delete “{name}”?',
  'webhooks-delete-text': 'Its deliveries are deleted, too, and what it has not delivered yet is not sent.',
  'webhooks-deleted': '“{name}” is deleted.',
  deliveries: 'Deliveries',
  'deliveries-none': 'Nothing was sent yet. A test is a good beginning.',
  'deliveries-more': 'Show more',
  'delivery-pending': 'waits',
  'delivery-delivered': 'delivered',
  'delivery-failed': 'failed',
  'delivery-attempts': '{count|# attempt|# attempts}',
  'delivery-next': 'next {ago}',
  'delivery-retry': 'Try again now',
  'delivery-retrying': 'It is sent again.',

  // Folder
  'folder-text':
    'Your notes are plain Markdown files in one folder of the server. Every program that edits text edits them; what is saved there is on the timeline a moment later.',
  'folder-where': 'The folder',
  'folder-state': 'How it is',
  'folder-watching': 'Watched: what is saved there is taken in at once.',
  'folder-unavailable':
    'No note is lost, and all can be read. None can be changed until the folder is there again, which is noticed by itself.',
  'folder-not-told': 'Where it lies on the server is known to its administrators.',
  'folder-none':
    'This server keeps no folders: it runs with PostgreSQL or with --no-vault, and the database holds all notes.',
  'folder-vim': 'In vim',
  'folder-vim-text': 'On the server itself, or where the folder is mounted:',
  'folder-obsidian': 'In Obsidian',
  'folder-obsidian-text':
    'Choose “Open folder as vault”, and this folder. From another computer, mount it (with sshfs, for example) or keep a copy in step with Syncthing.',
  'folder-names': 'What a file is called',
  'folder-names-text':
    '64214a1d.md: the second of its creation, as 8 hexadecimal digits. Links between notes name files: [Locke](64214a1d.md). Other files in the folder are left alone.',
  'folder-read-only': 'This server was started to read only: change notes with an editor.',

  // Import and export
  'transfer-text':
    'There is no import from other programs and no export to them here yet. This is what works today:',
  'transfer-folder': 'Notes',
  'transfer-folder-text':
    'They are Markdown files already. Copy them out of the notes folder, or put files into it: each whose name is 8 hexadecimal digits and .md becomes a note.',
  'transfer-backup': 'Everything',
  'transfer-backup-text':
    'Whoever runs the server makes a complete copy with one command, while it runs: all accounts, notes, histories and files.',
  'transfer-api': 'By program',
  'transfer-api-text': 'The API reads and writes all of it, in pages, with an access token.',
  'transfer-api-link': 'The API, to be tried',

  // Saving pages
  'saving-text':
    'An address that you save becomes a note with its text: it survives its original, and is found by its words.',
  'saving-pictures': 'Keep the pictures of saved pages',
  'saving-pictures-hint':
    'They become files of the note, so they stay when the page is gone. Pictures of pages saved earlier stay links.',
  'saving-link': 'From the browser, the phone and the terminal: how it works',

  // Appearance
  'appearance-text': 'These follow you to every device that you sign in on.',
  'appearance-unsent': 'Kept on this device. The server could not take it yet; it is sent again by itself.',
  sample: 'Commonplace books were never diaries: they were indexes to a life of reading.',
  'vim-keys': 'Keys of vim when editing notes',
  'vim-keys-hint': ':w saves. The line to write in on the timeline stays as it is.',
  'language-text': 'Of the app; notes stay as they are. Messages of the server are in English.',

  // Keys
  'keys-text': 'Wherever you are, ? shows those that work on the page.',
  'keys-lists': 'On a list of notes',
  'keys-pictures': 'On a picture',
  'key-save': 'Save what is written',
  'key-arrows': 'Picture before and after',
  'key-escape': 'Back to the list',
  'key-archive': 'Archive, or restore',

  // Members
  'members-text':
    'Who has an account here. Nobody reads the private notes of others, not even administrators or the owner.',
  'members-you': 'you',
  'members-archived': 'cannot sign in',
  'members-since': 'since {date}',
  'members-new': 'New member',
  'members-name': 'Name',
  'members-name-hint': '1 to 32 letters, digits, hyphens; begins with a letter. It cannot be changed later.',
  'members-password-hint': 'At least 8 characters. Pass it on; they change it in their settings.',
  'members-role': 'Role',
  'members-create': 'Create the account',
  'members-created': '{name} can sign in now.',
  'members-make': 'Make: {role}',
  'members-role-now': '{name} is now: {role}.',
  'members-archive': 'Archive',
  'members-archived-now': '{name} is signed out everywhere, and cannot sign in until restored.',
  'members-restore': 'Restore',
  'members-restored': '{name} can sign in again.',
  'members-delete': 'Delete',
  'members-delete-title': 'Delete the account {name}?',
  'members-delete-text':
    'It is signed out everywhere, is shown nowhere any more, and cannot be restored here. Its webhooks are deleted, and its tokens end.\n\nWhat stays: its notes, which become private and are seen by nobody, its files, its folder on the server, and its name, which nobody else can take.',
  'members-deleted': 'The account {name} is deleted.',

  // Instance
  'instance-text': 'What visitors see, and how one gets in.',
  'instance-host-only': 'Only the owner of this server can change this.',
  'instance-title': 'Title',
  'instance-description': 'Description',
  'instance-sign-up': 'Anybody who finds this server can create an account',
  'instance-sign-up-hint': 'Without it, administrators create accounts under Members.',
  'instance-sign-up-fixed': 'The command line of the server sets this, and wins.',
  'instance-password': 'Members can sign in with a password',
  'instance-password-hint':
    'The owner always can. Without it, others keep the sessions and tokens that they have, and get no new ones.',
  'instance-version': 'Commonplace {version}; the memos API {api}',

  // Jobs
  'jobs-text': 'Work that goes on after a request: deliveries of webhooks, and pages that are fetched.',
  'jobs-quiet': 'Nothing waits, and nothing has failed.',
  'jobs-counts': '{ready} to be done, {queued} behind others, {failed} failed; {done} done in the last day.',
  'job-webhook': 'Delivery of a webhook',
  'job-capture': 'Fetching a saved page',
  'job-queued': 'waits behind another',
  'job-ready': 'waits, next {ago}',
  'job-now': 'waits for its turn',
  'job-running': 'is being done',
  'job-failed': 'failed {ago}',
  'job-attempt': '{count|# attempt|# attempts}',
};

export type SettingsKey = keyof typeof en;
