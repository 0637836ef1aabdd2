import { completions, FINDER_INPUTS, PROGRAMS, type Completion } from './words.ts';

/** For bash 4 and newer, without the package bash-completion. */
export function bashCompletion(): string {
  const all = completions();
  return `# Completion of ${PROGRAMS[0]} for bash: source <(${PROGRAMS[0]} completion bash)
_commonplace() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  local command=\${COMP_WORDS[1]} option= lead= words= first=1 i
  COMPREPLY=()
  # The finder is followed by a command line of its own.
  if [[ $command == finder ]]; then
    for ((i = 2; i < COMP_CWORD; i++)); do
      [[ \${COMP_WORDS[i]} == -- ]] && first=$((i + 1)) command=\${COMP_WORDS[i + 1]}
    done
  fi
  # Bash cuts words at =, unless it was told not to.
  if [[ $cur == = ]]; then option=$prev cur=
  elif [[ $prev == = ]]; then option=\${COMP_WORDS[COMP_CWORD-2]}
  elif [[ $cur == --*=* ]]; then option=\${cur%%=*} lead=$option= cur=\${cur#*=}
  fi
  if ((COMP_CWORD == first)); then
    words='${all.map(({ name }) => name).join(' ')}'
    ((first > 1)) && words='${FINDER_INPUTS.join(' ')}'
  elif [[ -n $option ]]; then
    case "$command $option" in
${all.flatMap(choicesOf).join('')}    esac
  else
    case $command in
${all.map(wordsOf).join('')}    esac
  fi
  COMPREPLY=($(compgen -P "$lead" -W "$words" -- "$cur"))
  [[ \${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
  return 0
}
complete -o default -F _commonplace ${PROGRAMS.join(' ')}
`;
}

function choicesOf({ name, options }: Completion): string[] {
  return options
    .filter(({ choices }) => choices)
    .map((option) => `      '${name} --${option.name}') words='${option.choices?.join(' ')}' ;;\n`);
}

function wordsOf({ name, options, words, takesNotes }: Completion): string {
  const flags = options.map((option) => `--${option.name}${option.value === undefined ? '' : '='}`);
  const all = [...words, ...flags].join(' ');
  const notes = takesNotes ? ` $("\${COMP_WORDS[0]}" list 2>/dev/null | cut -d: -f1)` : '';
  return all || notes ? `      ${name}) words="${all}${notes}" ;;\n` : '';
}
