// More blanks than are needed, and other white space.
import { type Family, manuals, type Process, type Rewritten } from '../rewrite.ts';
import { scriptOf, withScript } from '../words.ts';

function parted(process: Process, by: string): Rewritten | undefined {
  const { system, head, words } = process;
  // What Linux shows are arguments, which nothing parts any more.
  return system === 'windows' && words.length > 0 ? { line: [head, ...words].join(by) } : undefined;
}

export const spacing: Family = {
  name: 'spacing',
  what: 'blanks and tabs',
  rewrites: [
    { name: 'blanks', see: manuals.windowsArguments, rewritten: (process) => parted(process, '   ') },
    { name: 'tabs', see: manuals.windowsArguments, rewritten: (process) => parted(process, '\t') },
    {
      name: 'trailing',
      see: manuals.windowsArguments,
      rewritten: ({ system, line, words }) =>
        system === 'windows' && words.length > 0 ? { line: `${line}   ` } : undefined,
    },
    {
      name: 'in-powershell',
      see: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parsing',
      rewritten: (process) => {
        const script = scriptOf(process);
        if (script === undefined) return undefined;
        const text = script.text.replaceAll(/ (?=-[A-Z])|(?<=\b(?:irm|iwr|Invoke-\w+)) /gi, ' \t  ');
        return { line: withScript(process, { ...script, text: `  ${text} ` }) };
      },
    },
  ],
};
