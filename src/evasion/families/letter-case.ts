// Letters of another case, where the system or the shell takes them for the same.
import { type Family, manuals } from '../rewrite.ts';
import { scriptOf, withHead, withScript } from '../words.ts';

/** Every second letter in upper case. */
const mixed = (text: string) =>
  text.replaceAll(/[a-z]{2}/gi, (two) => two[0]!.toLowerCase() + two[1]!.toUpperCase());

export const letterCase: Family = {
  name: 'letter-case',
  what: 'letter case',
  rewrites: [
    {
      name: 'image-upper',
      see: manuals.windowsNames,
      rewritten: (process) => {
        const { system, head, name } = process;
        if (system !== 'windows') return undefined;
        return { line: withHead(process, head.toUpperCase()), image: name.toUpperCase() };
      },
    },
    {
      name: 'image-mixed',
      see: manuals.windowsNames,
      rewritten: (process) => {
        const { system, head, name } = process;
        return system === 'windows'
          ? { line: withHead(process, mixed(head)), image: mixed(name) }
          : undefined;
      },
    },
    {
      name: 'powershell-names',
      see: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_case-sensitivity',
      rewritten: (process) => {
        const script = scriptOf(process);
        if (script === undefined) return undefined;
        const text = script.text.replaceAll(
          /\b(?:Invoke-[A-Z]\w+|irm|iwr|New-Object|Compress-Archive|Copy-Item)\b|\s-(?:Uri|Method|Body|InFile|Headers|Path)\b/gi,
          (name) => name.toUpperCase(),
        );
        return { line: withScript(process, { ...script, text }) };
      },
    },
    {
      name: 'powershell-options',
      see: manuals.powershell,
      rewritten: ({ program, line }) =>
        /^(?:powershell|pwsh)$/.test(program)
          ? {
              line: line.replaceAll(
                /\s[-/](?:NoProfile|NoP|Command|c|EncodedCommand|enc|ec|e|ep|ExecutionPolicy|W|WindowStyle)(?=\s)/gi,
                (option) => (option === option.toUpperCase() ? option.toLowerCase() : option.toUpperCase()),
              ),
            }
          : undefined,
    },
  ],
};
