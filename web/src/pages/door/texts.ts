import { pageTexts } from '../../lib/i18n.ts';

const en = {
  wrong: 'Wrong name or password.',
  closed: 'Visitors cannot create accounts here. Ask whoever runs this server for one.',
  'passwords-off': 'Signing in with a password is switched off here, but for the owner of the server.',
  'too-many': 'Too many attempts have failed.',
  'try-in': 'Try again in {seconds|# second|# seconds}.',
  'try-in-minutes': 'Try again in {minutes} min {seconds} s.',
  'try-now': 'You can try again now.',
};

const de: Record<keyof typeof en, string> = {
  wrong: 'Name oder Passwort ist falsch.',
  closed: 'Besucher können hier kein Konto anlegen. Bitten Sie den Betreiber dieses Servers um eines.',
  'passwords-off': 'Die Anmeldung mit Passwort ist hier ausgeschaltet, außer für den Eigentümer des Servers.',
  'too-many': 'Zu viele Versuche sind gescheitert.',
  'try-in': 'Versuchen Sie es in {seconds|# Sekunde|# Sekunden} wieder.',
  'try-in-minutes': 'Versuchen Sie es in {minutes} min {seconds} s wieder.',
  'try-now': 'Sie können es wieder versuchen.',
};

export const useDoorTexts = pageTexts({ en, de });
