import type { firstEn } from './first-en.ts';

export const firstDe: Readonly<Record<keyof typeof firstEn, string>> = {
  // Places
  timeline: 'Zeitleiste',
  notes: 'Notizen',
  library: 'Bibliothek',
  spaces: 'Räume',
  graph: 'Graph',
  files: 'Dateien',
  archive: 'Archiv',
  trash: 'Papierkorb',
  search: 'Suche',
  settings: 'Einstellungen',
  places: 'Orte',
  'more-places': 'Weitere Orte',
  more: 'Mehr',
  tags: 'Schlagwörter',
  calendar: 'Kalender',
  'skip-to-content': 'Zu den Notizen springen',

  // Everywhere
  save: 'Speichern',
  saving: 'Wird gespeichert. Auf diesem Gerät ist es sicher.',
  loading: 'Wird geladen',
  'load-again': 'Seite neu laden',
  'try-again': 'Noch einmal versuchen',
  write: 'Schreiben',
  fewer: 'Weniger',
  'nothing-here': 'Hier ist nichts',
  'problem-unknown':
    'Hier ist etwas schiefgegangen. Nichts Geschriebenes ist verloren; laden Sie die Seite neu.',
  'problem-network': 'Der Server ist nicht erreichbar. Was Sie schreiben, bleibt auf diesem Gerät.',
  'offline-notice':
    'Der Server ist nicht erreichbar. Was Sie schreiben, bleibt auf diesem Gerät und wird gespeichert, sobald er zurück ist.',

  // Writing
  'write-a-note': 'Eine Notiz schreiben',
  'capture-placeholder': 'Einen Gedanken schreiben. # für ein Schlagwort, [[ für eine Notiz',
  'add-files': 'Dateien hinzufügen',
  'draft-not-kept': 'Dieses Gerät bewahrt nichts auf: Speichern Sie, bevor Sie gehen.',
  'unsaved-note': 'Eine Notiz auf dem Weg zum Server',
  refused: 'Nicht gespeichert, aber auf diesem Gerät aufgehoben: {reason}',
  'edit-again': 'Noch einmal bearbeiten',

  // Notes
  actions: 'Aktionen',
  pin: 'Anheften',
  unpin: 'Lösen',
  pinned: 'Angeheftet',
  restore: 'Wiederherstellen',
  'show-more': 'Mehr anzeigen',
  'show-less': 'Weniger anzeigen',
  'show-all': 'Alles anzeigen',
  'link-count': '{count|# Link|# Links}',
  'file-count': '{count|# Datei|# Dateien}',
  'the-end': 'Das ist alles.',

  // Filters
  filters: 'Nur anzeigen',
  'show-all-notes': 'Alle anzeigen',
  'remove-filter': 'Nicht mehr nur {name}',
  visibility: 'Sichtbarkeit',
  'any-visibility': 'Jede Sichtbarkeit',
  'visibility-PRIVATE': 'Privat',
  'visibility-PROTECTED': 'Angemeldete',
  'visibility-PUBLIC': 'Öffentlich',
  kind: 'Art',
  'any-kind': 'Alles',
  'kind-link': 'Mit Links',
  'kind-task': 'Mit Aufgaben',
  'kind-code': 'Mit Code',
  'kind-file': 'Mit Dateien',
  'all-tags': 'Alle {count}',
  'below-tag': 'Schlagwörter unter {tag}',

  // Empty pages
  'first-title': 'Eine Seite für den Anfang',
  'first-text':
    'Schreiben Sie, was Sie wiederfinden wollen. Ein Schlagwort beginnt mit #, ein Link auf eine andere Notiz mit [[. Zum Beispiel so:',
  'first-example':
    'Kollektaneen waren nie Tagebücher: Sie waren Register eines lesenden Lebens.\nLockes Methode, 1706. #lesen/locke',
  'nothing-filtered': 'Keine Notiz passt zu diesen Filtern.',

  // Search, the palette and the sheet of keys
  'search-saved': 'Gespeicherte Suchen',
};
