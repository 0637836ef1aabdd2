import type { SettingsKey } from './en.ts';

export const de: Record<SettingsKey, string> = {
  // Sections
  yours: 'Ihre',
  server: 'Dieser Server',
  profile: 'Profil',
  password: 'Passwort',
  sessions: 'Angemeldet',
  tokens: 'Zugriffstokens',
  webhooks: 'Webhooks',
  folder: 'Notizordner',
  transfer: 'Import, Export',
  saving: 'Seiten sichern',
  appearance: 'Aussehen',
  language: 'Sprache',
  keys: 'Tasten',
  members: 'Mitglieder',
  instance: 'Server',
  jobs: 'Hintergrund',
  'no-section': 'Diesen Abschnitt gibt es nicht. Wählen Sie einen von denen daneben.',

  // Everywhere
  save: 'Speichern',
  saved: 'Gespeichert.',
  create: 'Anlegen',
  copy: 'Kopieren',
  copied: 'Kopiert.',
  'copy-failed':
    'Dieser Browser lässt eine Seite nicht kopieren. Markieren Sie den Text und kopieren Sie ihn von Hand.',
  'copy-name': '{name} kopieren',
  actions: 'Aktionen',
  done: 'Fertig',
  never: 'nie',
  'try-in': 'Zu viele Versuche. Versuchen Sie es in {seconds|# Sekunde|# Sekunden} wieder.',
  'not-saved': 'Nicht gespeichert: {reason}',

  // Profile
  'profile-text': 'Wie andere auf diesem Server Sie sehen.',
  nickname: 'Anzeigename',
  'nickname-hint': 'Steht an Stelle von {name}.',
  email: 'E-Mail',
  'email-hint': 'Sehen Sie und die Verwalter. Es wird nichts dorthin geschickt.',
  'avatar-url': 'Bild',
  'avatar-hint':
    'Eine Adresse, die mit http beginnt. Bilder anderer Server werden in dieser App nicht geladen, damit niemand erfährt, wann Sie lesen; an ihrer Stelle stehen Ihre Initialen.',
  'default-visibility': 'Neue Notizen sind',
  'visibility-hint': 'Wo nichts anderes gewählt ist. Jede Notiz lässt sich ändern.',
  'visibility-PRIVATE': 'Privat: nur Sie lesen sie',
  'visibility-PROTECTED': 'Für alle, die hier angemeldet sind',
  'visibility-PUBLIC': 'Öffentlich, ohne Anmeldung',
  'role-HOST': 'Eigentümer dieses Servers',
  'role-ADMIN': 'Verwalter',
  'role-USER': 'Mitglied',

  // Password
  'password-text':
    'Ein neues Passwort meldet Sie überall sonst ab und beendet alle Zugriffstokens: Programme, die eines benutzen, brauchen ein neues.',
  'password-now': 'Jetziges Passwort',
  'password-new': 'Neues Passwort',
  'password-hint': 'Mindestens 8 Zeichen; länger ist besser.',
  'password-change': 'Passwort ändern',
  'password-changed':
    'Das Passwort ist geändert. Alle anderen Sitzungen und alle Zugriffstokens sind beendet.',

  // Sessions
  'sessions-text':
    'Wo Sie angemeldet sind. Eine Sitzung, die nicht benutzt wird, endet nach 30 Tagen von selbst. Ist eine nicht Ihre, beenden Sie sie und ändern Sie Ihr Passwort.',
  'sessions-this': 'Diese hier',
  'sessions-used': 'Zuletzt benutzt {ago}',
  'sessions-since': 'angemeldet {date}',
  'sessions-end': 'Beenden',
  'sessions-end-of': 'Sitzung von {device} beenden',
  'sessions-end-others': 'Alle anderen beenden',
  'sessions-ended': '{count|# Sitzung|# Sitzungen} beendet.',
  'device-on': '{browser} auf {system}',
  'device-unknown': 'Ein unbekanntes Gerät',

  // Tokens
  'tokens-text':
    'Mit einem Token handelt ein Programm für Sie: ein Skript, ein Telefon, ein Editor. Geben Sie jedem ein eigenes; so lässt sich eines ohne die anderen beenden.',
  'tokens-none': 'Noch keine Tokens',
  'tokens-none-text':
    'Mit einem schreibt eine einzige Zeile im Terminal eine Notiz. Es könnte „Telefon“, „Sicherung“ oder „Vim“ heißen.',
  'tokens-name': 'Name',
  'tokens-name-hint': 'Wer es benutzen wird.',
  'tokens-scope': 'Es darf',
  'scope-read': 'lesen',
  'scope-write': 'lesen und schreiben',
  'scope-admin': 'alles, auch die Einstellungen des Servers',
  'tokens-expiry': 'Gilt',
  'expiry-30': '30 Tage',
  'expiry-90': '90 Tage',
  'expiry-365': 'ein Jahr',
  'expiry-never': 'bis auf Widerruf',
  'tokens-create': 'Token anlegen',
  'tokens-made': 'Das Token „{name}“',
  'tokens-once':
    'Es wird nur dieses eine Mal gezeigt. Kopieren Sie es jetzt: Der Server behält nur, womit er es prüft.',
  'tokens-example': 'Probieren Sie es im Terminal:',
  'tokens-example-text': 'Aus dem Terminal geschrieben #eingang',
  'tokens-used': 'zuletzt benutzt {ago}',
  'tokens-unused': 'noch nicht benutzt',
  'tokens-until': 'bis {date}',
  'tokens-forever': 'bis auf Widerruf',
  'tokens-expired': 'abgelaufen {date}',
  'tokens-revoke': 'Widerrufen',
  'tokens-revoke-of': '{name} widerrufen',
  'tokens-revoke-title': '„{name}“ widerrufen?',
  'tokens-revoke-text':
    'Was es benutzt, funktioniert sofort nicht mehr. Das lässt sich nicht zurücknehmen; ein neues Token lässt sich anlegen.',
  'tokens-revoked': '„{name}“ ist widerrufen.',

  // Webhooks
  'webhooks-text':
    'Ein Webhook meldet einer Adresse von Ihnen, durch ein signiertes POST mit JSON, was mit Ihren Notizen und Dateien geschieht.',
  'webhooks-none': 'Noch keine Webhooks',
  'webhooks-none-text':
    'Zum Beispiel: Jede neue Notiz geht in einen Chat, oder eine öffentliche Notiz baut ein Blog neu.',
  'webhooks-new': 'Neuer Webhook',
  'webhooks-name': 'Name',
  'webhooks-url': 'Adresse',
  'webhooks-url-hint':
    'http oder https. Adressen privater Netze werden nur erreicht, wenn der Server es erlaubt.',
  'webhooks-events': 'Melden, wenn',
  'event-memo.created': 'eine Notiz entsteht',
  'event-memo.updated': 'eine Notiz sich ändert',
  'event-memo.deleted': 'eine Notiz in den Papierkorb kommt',
  'event-resource.uploaded': 'eine Datei hochgeladen wird',
  'event-user.created': 'ein Konto entsteht',
  'event-user.updated': 'ein Konto sich ändert',
  'event-webhook.test': 'ein Test',
  'webhooks-secret': 'Geheimnis',
  'webhooks-secret-hint': 'Signiert, was geschickt wird. Bleibt es leer, wird eines gezogen.',
  'webhooks-secret-change-hint': 'Bleibt es leer, gilt das jetzige weiter.',
  'webhooks-made': 'Das Geheimnis von „{name}“',
  'webhooks-once': 'Es wird nur dieses eine Mal gezeigt. Der Empfänger prüft damit die Signaturen.',
  'webhooks-is-on': '{name} ist eingeschaltet',
  'webhooks-off': 'ausgeschaltet',
  'webhooks-edit': 'Bearbeiten',
  'webhooks-test': 'Test schicken',
  'webhooks-testing': 'Wartet auf die Antwort',
  'webhooks-test-good': 'Die Antwort war {status}, nach {ms} ms.',
  'webhooks-test-bad': 'Es hat nicht geklappt: {reason}.',
  'webhooks-answer': 'Die Antwort',
  'webhooks-delete': 'Löschen',
  'webhooks-delete-title': '„{name}“ löschen?',
  'webhooks-delete-text':
    'Auch seine Zustellungen werden gelöscht, und was er noch nicht zugestellt hat, wird nicht geschickt.',
  'webhooks-deleted': '„{name}“ ist gelöscht.',
  deliveries: 'Zustellungen',
  'deliveries-none': 'Noch wurde nichts geschickt. Ein Test ist ein guter Anfang.',
  'deliveries-more': 'Mehr zeigen',
  'delivery-pending': 'wartet',
  'delivery-delivered': 'zugestellt',
  'delivery-failed': 'gescheitert',
  'delivery-attempts': '{count|# Versuch|# Versuche}',
  'delivery-next': 'wieder {ago}',
  'delivery-retry': 'Jetzt noch einmal',
  'delivery-retrying': 'Wird noch einmal geschickt.',

  // Folder
  'folder-text':
    'Ihre Notizen sind einfache Markdown-Dateien in einem Ordner des Servers. Jedes Programm für Text kann sie bearbeiten; was dort gespeichert wird, steht einen Augenblick später auf der Zeitleiste.',
  'folder-where': 'Der Ordner',
  'folder-state': 'Wie es um ihn steht',
  'folder-watching': 'Er wird beobachtet: Was dort gespeichert wird, ist sofort hier.',
  'folder-unavailable':
    'Keine Notiz ist verloren, und alle lassen sich lesen. Ändern lassen sie sich erst, wenn der Ordner wieder da ist; das wird von selbst bemerkt.',
  'folder-not-told': 'Wo er auf dem Server liegt, wissen dessen Verwalter.',
  'folder-none':
    'Dieser Server hat keine Ordner: Er läuft mit PostgreSQL oder mit --no-vault, und alle Notizen sind in der Datenbank.',
  'folder-vim': 'In vim',
  'folder-vim-text': 'Auf dem Server selbst, oder wo der Ordner eingehängt ist:',
  'folder-obsidian': 'In Obsidian',
  'folder-obsidian-text':
    'Wählen Sie „Ordner als Vault öffnen“ und diesen Ordner. Von einem anderen Rechner aus hängen Sie ihn ein (zum Beispiel mit sshfs) oder gleichen eine Kopie mit Syncthing ab.',
  'folder-names': 'Wie eine Datei heißt',
  'folder-names-text':
    '64214a1d.md: die Sekunde, in der sie entstand, mit 8 hexadezimalen Ziffern. Links zwischen Notizen nennen Dateien: [Locke](64214a1d.md). Andere Dateien im Ordner bleiben unberührt.',
  'folder-read-only': 'Dieser Server liest nur: Ändern Sie Notizen mit einem Editor.',

  // Import and export
  'transfer-text':
    'Noch gibt es hier keinen Import aus anderen Programmen und keinen Export dorthin. Das geht heute:',
  'transfer-folder': 'Notizen',
  'transfer-folder-text':
    'Sie sind schon Markdown-Dateien. Kopieren Sie sie aus dem Notizordner, oder legen Sie Dateien hinein: Jede, deren Name aus 8 hexadezimalen Ziffern und .md besteht, wird eine Notiz.',
  'transfer-backup': 'Alles',
  'transfer-backup-text':
    'Wer den Server betreibt, macht im Betrieb mit einem Befehl eine vollständige Kopie: alle Konten, Notizen, Versionen und Dateien.',
  'transfer-api': 'Mit Programmen',
  'transfer-api-text': 'Die API liest und schreibt alles, Seite für Seite, mit einem Zugriffstoken.',
  'transfer-api-link': 'Die API zum Ausprobieren',

  // Saving pages
  'saving-text':
    'Eine Adresse, die Sie sichern, wird eine Notiz mit ihrem Text: Sie überlebt ihr Original und wird an ihren Wörtern gefunden.',
  'saving-pictures': 'Bilder gesicherter Seiten behalten',
  'saving-pictures-hint':
    'Sie werden Dateien der Notiz und bleiben, wenn es die Seite nicht mehr gibt. Bilder früher gesicherter Seiten bleiben Verweise.',
  'saving-link': 'Aus dem Browser, vom Telefon und im Terminal: So geht es',

  // Appearance
  'appearance-text': 'Das gilt auf jedem Gerät, auf dem Sie sich anmelden.',
  'appearance-unsent':
    'Auf diesem Gerät gemerkt. Der Server konnte es noch nicht nehmen; es wird von selbst noch einmal geschickt.',
  sample: 'Kollektaneen waren nie Tagebücher: Sie waren Register eines lesenden Lebens.',
  'vim-keys': 'Tasten von vim beim Bearbeiten von Notizen',
  'vim-keys-hint': ':w speichert. Die Zeile zum Schreiben auf der Zeitleiste bleibt, wie sie ist.',
  'language-text': 'Der App; Notizen bleiben, wie sie sind. Meldungen des Servers sind auf Englisch.',

  // Keys
  'keys-text': 'Wo Sie auch sind: ? zeigt die Tasten der Seite.',
  'keys-lists': 'In einer Liste von Notizen',
  'keys-pictures': 'Bei einem Bild',
  'key-save': 'Speichern, was geschrieben ist',
  'key-arrows': 'Bild davor und danach',
  'key-escape': 'Zurück zur Liste',
  'key-archive': 'Archivieren oder zurückholen',

  // Members
  'members-text':
    'Wer hier ein Konto hat. Niemand liest die privaten Notizen anderer, auch Verwalter und Eigentümer nicht.',
  'members-you': 'Sie',
  'members-archived': 'kann sich nicht anmelden',
  'members-since': 'seit {date}',
  'members-new': 'Neues Mitglied',
  'members-name': 'Name',
  'members-name-hint':
    '1 bis 32 Buchstaben, Ziffern, Bindestriche; beginnt mit einem Buchstaben. Er lässt sich später nicht ändern.',
  'members-password-hint':
    'Mindestens 8 Zeichen. Geben Sie es weiter; es lässt sich in den Einstellungen ändern.',
  'members-role': 'Rolle',
  'members-create': 'Konto anlegen',
  'members-created': '{name} kann sich jetzt anmelden.',
  'members-make': 'Rolle geben: {role}',
  'members-role-now': '{name} ist jetzt: {role}.',
  'members-archive': 'Archivieren',
  'members-archived-now':
    '{name} ist überall abgemeldet und kann sich nicht anmelden, bis das Konto zurückgeholt wird.',
  'members-restore': 'Zurückholen',
  'members-restored': '{name} kann sich wieder anmelden.',
  'members-delete': 'Löschen',
  'members-delete-title': 'Das Konto {name} löschen?',
  'members-delete-text':
    'Es wird überall abgemeldet, ist nirgends mehr zu sehen und lässt sich hier nicht zurückholen. Seine Webhooks werden gelöscht, seine Tokens enden.\n\nWas bleibt: seine Notizen, die privat werden und die niemand sieht, seine Dateien, sein Ordner auf dem Server und sein Name, den niemand sonst nehmen kann.',
  'members-deleted': 'Das Konto {name} ist gelöscht.',

  // Instance
  'instance-text': 'Was Besucher sehen, und wie man hereinkommt.',
  'instance-host-only': 'Das kann nur der Eigentümer dieses Servers ändern.',
  'instance-title': 'Titel',
  'instance-description': 'Beschreibung',
  'instance-sign-up': 'Wer diesen Server findet, kann ein Konto anlegen',
  'instance-sign-up-hint': 'Sonst legen Verwalter Konten unter „Mitglieder“ an.',
  'instance-sign-up-fixed': 'Die Befehlszeile des Servers setzt das und gilt.',
  'instance-password': 'Mitglieder können sich mit einem Passwort anmelden',
  'instance-password-hint':
    'Der Eigentümer kann es immer. Sonst behalten andere ihre Sitzungen und Tokens und bekommen keine neuen.',
  'instance-version': 'Commonplace {version}; die Memos-API {api}',

  // Jobs
  'jobs-text': 'Arbeit nach einer Anfrage: Webhooks, die zugestellt, und Seiten, die geholt werden.',
  'jobs-quiet': 'Nichts wartet, und nichts ist gescheitert.',
  'jobs-counts':
    '{ready} zu tun, {queued} hinter anderen, {failed} gescheitert; {done} am letzten Tag erledigt.',
  'job-webhook': 'Zustellung eines Webhooks',
  'job-capture': 'Holen einer gesicherten Seite',
  'job-queued': 'wartet hinter einer anderen',
  'job-ready': 'wartet, wieder {ago}',
  'job-now': 'wartet, bis sie dran ist',
  'job-running': 'ist in Arbeit',
  'job-failed': 'gescheitert {ago}',
  'job-attempt': '{count|# Versuch|# Versuche}',
};
