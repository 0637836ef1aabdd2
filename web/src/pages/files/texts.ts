import { pageTexts } from '../../lib/i18n.ts';

const en = {
  'kind-picture': 'Pictures',
  'kind-document': 'Documents',
  'kind-sound': 'Sound and film',
  'kind-other': 'Other files',
  'none-of-kind': 'There is no file of this kind.',
  'in-no-note': 'in no note',
  'and-more': 'and {count|# more|# more}',
  download: 'Download',
  'download-file': 'Download {name}',
  delete: 'Delete',
  'delete-file': 'Delete {name}',
  'delete-title': 'Delete “{name}”?',
  'delete-text':
    'It is taken off {count|the note that shows it|the # notes that show it}; a link in the text stays, and leads nowhere. There is no way back.',
  'delete-text-unused': 'No note shows it. There is no way back.',
  deleted: '“{name}” is deleted.',
  'picture-before': 'Picture before',
  'picture-after': 'Picture after',
  'drop-here': 'Let go, and the files are uploaded',
  'empty-title': 'The files of your notes',
  'empty-text':
    'Every picture and document that a note shows stands here, by month. Drop files anywhere on this page, or paste them into a note; they could be:',
  'empty-example': 'title-page-1706.jpg, in “Locke’s method”\nminutes-march.pdf, in “Reading group”',
};

const de: Record<keyof typeof en, string> = {
  'kind-picture': 'Bilder',
  'kind-document': 'Dokumente',
  'kind-sound': 'Ton und Film',
  'kind-other': 'Andere Dateien',
  'none-of-kind': 'Es gibt keine Datei dieser Art.',
  'in-no-note': 'in keiner Notiz',
  'and-more': 'und {count|# weitere|# weiteren}',
  download: 'Herunterladen',
  'download-file': '{name} herunterladen',
  delete: 'Löschen',
  'delete-file': '{name} löschen',
  'delete-title': '„{name}“ löschen?',
  'delete-text':
    'Sie wird aus {count|der Notiz genommen, in der sie zu sehen ist|den # Notizen genommen, in denen sie zu sehen ist}; ein Link im Text bleibt und führt ins Leere. Es gibt keinen Weg zurück.',
  'delete-text-unused': 'Sie ist in keiner Notiz zu sehen. Es gibt keinen Weg zurück.',
  deleted: '„{name}“ ist gelöscht.',
  'picture-before': 'Bild davor',
  'picture-after': 'Bild danach',
  'drop-here': 'Loslassen, um die Dateien hochzuladen',
  'empty-title': 'Die Dateien Ihrer Notizen',
  'empty-text':
    'Jedes Bild und Dokument, das eine Notiz zeigt, steht hier, nach Monaten. Lassen Sie Dateien irgendwo auf dieser Seite fallen, oder fügen Sie sie in eine Notiz ein; zum Beispiel:',
  'empty-example': 'titelblatt-1706.jpg, in „Lockes Methode“\nprotokoll-maerz.pdf, in „Lesekreis“',
};

export const useFilesTexts = pageTexts({ en, de });
