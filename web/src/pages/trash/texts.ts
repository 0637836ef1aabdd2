import { pageTexts } from '../../lib/i18n.ts';

const en = {
  stay: 'Here since {since}. Gone for good on {until}, in {count|# day|# days}.',
  'kept-for': 'Each note stays for 30 days, and can be restored until then.',
  empty: 'Empty the trash',
  'empty-question': 'Empty the trash?',
  'empty-text':
    'Every note in it is removed for good, with its history; there is no way back. Files that the notes show stay among your files.',
  emptying: 'Emptying the trash',
  counting: 'Counting',
  'removed-of': '{removed} of {total} removed',
  stop: 'Stop',
  emptied: '{removed|# note|# notes} removed for good.',
  'emptied-partly':
    '{removed|# note|# notes} removed for good; {failed} could not be removed, and stay in the trash.',
};

const de: Record<keyof typeof en, string> = {
  stay: 'Hier seit {since}. Endgültig weg am {until}, in {count|# Tag|# Tagen}.',
  'kept-for': 'Jede Notiz bleibt 30 Tage und lässt sich bis dahin wiederherstellen.',
  empty: 'Papierkorb leeren',
  'empty-question': 'Den Papierkorb leeren?',
  'empty-text':
    'Alle Notizen darin werden endgültig entfernt, mit ihren Versionen; es gibt keinen Weg zurück. Dateien, die in den Notizen zu sehen sind, bleiben unter Ihren Dateien.',
  emptying: 'Der Papierkorb wird geleert',
  counting: 'Wird gezählt',
  'removed-of': '{removed} von {total} entfernt',
  stop: 'Anhalten',
  emptied: '{removed|# Notiz|# Notizen} endgültig entfernt.',
  'emptied-partly':
    '{removed|# Notiz|# Notizen} endgültig entfernt; {failed} ließen sich nicht entfernen und bleiben im Papierkorb.',
};

export const useTrashTexts = pageTexts({ en, de });
