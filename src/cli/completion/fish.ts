import { completions, PROGRAMS, quoted, type Completion } from './words.ts';

export function fishCompletion(): string {
  const lines = completions().flatMap(linesOf);
  return `# Completion of ${PROGRAMS[0]} for fish: ${PROGRAMS[0]} completion fish | source
for program in ${PROGRAMS.join(' ')}
    complete -c $program -f
${lines.map((line) => `    complete -c $program ${line}\n`).join('')}end
`;
}

function linesOf({ name, summary, options, words, takesNotes }: Completion): string[] {
  const here = `-n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
  const lines = [`-n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`];
  for (const { name: option, value, choices, meaning } of options) {
    const argument = value === undefined ? '' : ` -x${choices ? ` -a ${quoted(choices.join(' '))}` : ''}`;
    lines.push(`${here} -l ${option}${argument} -d ${quoted(meaning)}`);
  }
  if (words.length > 0) lines.push(`${here} -a ${quoted(words.join(' '))}`);
  if (takesNotes) lines.push(`${here} -a ${quoted('(commonplace list 2>/dev/null | string split -f1 :)')}`);
  return lines;
}
