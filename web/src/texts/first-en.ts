/**
 * The texts of the first page: they come with it, and count for what it weighs. All others are in en.ts. A key that is new
 * here is missing in first-de.ts, and the types say so.
 */
export const firstEn = {
  // Places
  timeline: 'Timeline',
  notes: 'Notes',
  library: 'Library',
  spaces: 'Spaces',
  graph: 'Graph',
  files: 'Files',
  archive: 'Archive',
  trash: 'Trash',
  search: 'Search',
  settings: 'Settings',
  places: 'Places',
  'more-places': 'More places',
  more: 'More',
  tags: 'Tags',
  calendar: 'Calendar',
  'skip-to-content': 'Skip to the notes',

  // Everywhere
  save: 'Save',
  saving: 'Saving. It is safe on this device.',
  loading: 'Loading',
  'try-again': 'Try again',
  'load-again': 'Load the page again',
  write: 'Write',
  fewer: 'Fewer',
  'nothing-here': 'Nothing here',
  'problem-unknown': 'Something went wrong here. Nothing that you wrote is lost; load the page again.',
  'problem-network': 'The server cannot be reached. What you write is kept on this device.',
  'offline-notice':
    'The server cannot be reached. What you write is kept on this device, and saved when it is back.',

  // Writing
  'write-a-note': 'Write a note',
  'capture-placeholder': 'Write a thought. # for a tag, [[ for a note',
  'add-files': 'Add files',
  'draft-not-kept': 'This device keeps nothing: save before you leave.',
  'unsaved-note': 'A note on its way to the server',
  refused: 'Not saved, but kept on this device: {reason}',
  'edit-again': 'Edit again',

  // Notes
  actions: 'Actions',
  pin: 'Pin',
  unpin: 'Unpin',
  pinned: 'Pinned',
  restore: 'Restore',
  'show-more': 'Show more',
  'show-less': 'Show less',
  'show-all': 'Show all',
  'link-count': '{count|# link|# links}',
  'file-count': '{count|# file|# files}',
  'the-end': 'That is everything.',

  // Filters
  filters: 'Show only',
  'show-all-notes': 'Show all',
  'remove-filter': 'No longer only {name}',
  visibility: 'Visibility',
  'any-visibility': 'Any visibility',
  'visibility-PRIVATE': 'Private',
  'visibility-PROTECTED': 'Signed-in users',
  'visibility-PUBLIC': 'Public',
  kind: 'Kind',
  'any-kind': 'Everything',
  'kind-link': 'With links',
  'kind-task': 'With tasks',
  'kind-code': 'With code',
  'kind-file': 'With files',
  'all-tags': 'All {count}',
  'below-tag': 'Tags below {tag}',

  // Empty pages
  'first-title': 'A page to begin with',
  'first-text':
    'Write whatever you want to find again. A tag begins with #, a link to another note with [[. It could begin like this:',
  'first-example':
    'Commonplace books were never diaries: they were indexes to a life of reading.\nLocke’s method, 1706. #reading/locke',
  'nothing-filtered': 'No note fits these filters.',

  // Search, the palette and the sheet of keys
  'search-saved': 'Saved searches',
};
