import type { Language } from '../lib/i18n.ts';

/** Each gets links to those before it, as `[title](name of its file)`. The last one is read first. */
type Note = (links: readonly string[]) => string;

const en: readonly Note[] = [
  () => `# Tasks

A line that begins with \`- [ ]\` is a task. Tick it here, without opening the note.

- [x] read this line
- [ ] tick this one
- [ ] find both again: choose *With tasks* above the notes

#welcome/tasks`,
  ([tasks]) => `# Pages and files that stay

Paste the address of a page in the *Library*: its text is kept as a note, even when the page is gone.

Files come with a note: drop them into the line at the top, or paste a picture. Notes can also be plain Markdown files in a folder, edited with whatever you like and in step with what you see here.

What to do with a page goes into ${tasks}.

#welcome/keep`,
  ([tasks, pages]) => `# Links make a book of it

Write \`[[\` and a few letters of a title to link a note, as to ${tasks} or ${pages}. The other note then says who leads to it, and the *Graph* shows them all.

> A commonplace book was never a diary: it was an index to a life of reading.

#welcome/links`,
  ([, , links]) => `# Keys

| Key | does |
| --- | --- |
| \`n\` | writes a note |
| \`Ctrl\` \`K\` | finds everything |
| \`j\` \`k\` | go from note to note |
| \`o\` | opens one, \`p\` pins it |
| \`?\` | shows every key of a page |

After them, ${links}.

#welcome/keys`,
  ([tasks, pages, links, keys]) => `# Welcome

This is your commonplace book. Write whatever you want to find again in the line at the top, and press \`Ctrl\` \`Enter\`. It needs no title and no place: a word with a \`#\` before it, like the one below, is a tag, and tags stand in the margin.

Four short notes show the rest: ${links}, ${tasks}, ${pages} and ${keys}.

#welcome`,
];

const de: readonly Note[] = [
  () => `# Aufgaben

Eine Zeile, die mit \`- [ ]\` beginnt, ist eine Aufgabe. Haken Sie sie hier ab, ohne die Notiz zu öffnen.

- [x] diese Zeile lesen
- [ ] diese hier abhaken
- [ ] beide wiederfinden: über den Notizen *Mit Aufgaben* wählen

#welcome/tasks`,
  ([tasks]) => `# Seiten und Dateien, die bleiben

Fügen Sie in der *Bibliothek* die Adresse einer Seite ein: Ihr Text bleibt als Notiz erhalten, auch wenn es die Seite nicht mehr gibt.

Dateien gehören zu einer Notiz: Ziehen Sie sie in die Zeile ganz oben, oder fügen Sie ein Bild ein. Notizen können auch einfache Markdown-Dateien in einem Ordner sein, mit jedem Programm zu bearbeiten und im Gleichlauf mit dem, was Sie hier sehen.

Was mit einer Seite zu tun ist, steht unter ${tasks}.

#welcome/keep`,
  ([tasks, pages]) => `# Verweise machen ein Buch daraus

Schreiben Sie \`[[\` und ein paar Buchstaben eines Titels, um auf eine Notiz zu verweisen, wie auf ${tasks} oder ${pages}. Die andere Notiz sagt dann, wer zu ihr führt, und der *Graph* zeigt alle.

> Ein Commonplace Book war nie ein Tagebuch: Es war das Register eines Lebens mit Büchern.

#welcome/links`,
  ([, , links]) => `# Tasten

| Taste | was sie tut |
| --- | --- |
| \`n\` | schreibt eine Notiz |
| \`Strg\` \`K\` | findet alles |
| \`j\` \`k\` | gehen von Notiz zu Notiz |
| \`o\` | öffnet eine, \`p\` heftet sie an |
| \`?\` | zeigt alle Tasten einer Seite |

Danach: ${links}.

#welcome/keys`,
  ([tasks, pages, links, keys]) => `# Willkommen

Das ist Ihr Commonplace Book. Schreiben Sie in die Zeile ganz oben, was Sie wiederfinden wollen, und drücken Sie \`Strg\` \`Enter\`. Es braucht weder Titel noch Ort: Ein Wort mit \`#\` davor, wie das unten, ist ein Schlagwort, und Schlagwörter stehen am Rand.

Vier kurze Notizen zeigen den Rest: ${links}, ${tasks}, ${pages} und ${keys}.

#welcome`,
];

export const WELCOME: Record<Language, readonly Note[]> = { en, de };
