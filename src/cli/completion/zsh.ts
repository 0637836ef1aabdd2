import type { OptionSpec } from '../../domain/notesium/commands.ts';
import { completions, PROGRAMS, quoted, type Completion } from './words.ts';

export function zshCompletion(): string {
  const all = completions();
  const commands = all.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}\n`).join('');
  return `#compdef ${PROGRAMS.join(' ')}
# Completion of ${PROGRAMS[0]} for zsh: source <(${PROGRAMS[0]} completion zsh)
_commonplace_notes() {
  local -a notes
  notes=(\${(f)"$(commonplace list 2>/dev/null | sed 's/:1: /:/')"})
  _describe note notes
}
_commonplace() {
  local -a commands
  commands=(
${commands}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${all.map(caseOf).join('')}  esac
}
compdef _commonplace ${PROGRAMS.join(' ')}
`;
}

function caseOf({ name, options, words, takesNotes }: Completion): string {
  const specs = options.map(specOf);
  if (words.length > 0) specs.push(quoted(`1:command:(${words.join(' ')})`));
  if (takesNotes) specs.push(quoted('1:note:_commonplace_notes'));
  return specs.length === 0 ? '' : `    ${name}) _arguments ${specs.join(' ')} ;;\n`;
}

function specOf({ name, value, choices, meaning }: OptionSpec): string {
  const text = meaning.replaceAll(/[[\]:\\]/g, String.raw`\$&`);
  if (value === undefined) return quoted(`--${name}[${text}]`);
  return quoted(`--${name}=[${text}]:${value || 'value'}:${choices ? `(${choices.join(' ')})` : ''}`);
}
