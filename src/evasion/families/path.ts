// The image by its path, from another folder, with its ending or without.
import { type Family, manuals, type Process, type Rewritten } from '../rewrite.ts';
import { withHead } from '../words.ts';

/** Where the installers of the programs put them. */
const installed: Readonly<Record<string, string>> = {
  curl: 'C:\\Windows\\System32\\curl.exe',
  gh: 'C:\\Program Files\\GitHub CLI\\gh.exe',
  git: 'C:\\Program Files\\Git\\cmd\\git.exe',
  node: 'C:\\Program Files\\nodejs\\node.exe',
  powershell: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
  pwsh: 'C:\\Program Files\\PowerShell\\7\\pwsh.exe',
  python: 'C:\\Program Files\\Python312\\python.exe',
};

const isBare = ({ head }: Process) => /^[\w.-]+$/.test(head);

const onWindows = (process: Process, rewritten: () => Rewritten): Rewritten | undefined =>
  process.system === 'windows' ? rewritten() : undefined;

const createProcess =
  'https://learn.microsoft.com/windows/win32/api/processthreadsapi/nf-processthreadsapi-createprocessw';

export const path: Family = {
  name: 'path',
  what: 'the path of the image',
  rewrites: [
    {
      name: 'full',
      see: createProcess,
      rewritten: (process) => {
        const full = installed[process.program];
        return full === undefined || process.system !== 'windows' || !isBare(process)
          ? undefined
          : { line: withHead(process, `"${full}"`), image: full };
      },
    },
    {
      name: 'full-without-quotes',
      see: createProcess,
      rewritten: (process) => {
        const full = installed[process.program];
        return full === undefined || process.system !== 'windows' || !isBare(process)
          ? undefined
          : { line: withHead(process, full), image: full };
      },
    },
    {
      name: 'copied-elsewhere',
      see: createProcess,
      rewritten: (process) =>
        onWindows(process, () => {
          const image = `C:\\Users\\Public\\Music\\${process.program}.exe`;
          return { line: withHead(process, image), image };
        }),
    },
    {
      name: 'relative',
      see: createProcess,
      rewritten: (process) =>
        onWindows(process, () => ({ line: withHead(process, `..\\bin\\${process.program}.exe`) })),
    },
    {
      name: 'forward-slashes',
      see: 'https://learn.microsoft.com/dotnet/standard/io/file-path-formats#canonicalize-separators',
      rewritten: (process) =>
        onWindows(process, () => ({ line: withHead(process, `"C:/Users/Public/x/${process.program}.exe"`) })),
    },
    {
      name: 'extended-length',
      see: manuals.windowsNames,
      rewritten: (process) =>
        onWindows(process, () => ({
          line: withHead(process, `\\\\?\\C:\\Users\\Public\\x\\${process.program}.exe`),
        })),
    },
    {
      name: 'ending',
      see: createProcess,
      rewritten: (process) => {
        if (process.system !== 'windows' || !isBare(process)) return undefined;
        const { head } = process;
        return { line: withHead(process, /\.exe$/i.test(head) ? head.slice(0, -4) : `${head}.exe`) };
      },
    },
    {
      name: 'posix-full',
      see: manuals.posixShell,
      rewritten: (process) =>
        process.system === 'posix' && isBare(process)
          ? {
              line: withHead(process, `/usr/local/bin/${process.head}`),
              image: `/usr/local/bin/${process.head}`,
            }
          : undefined,
    },
    {
      name: 'posix-relative',
      see: manuals.posixShell,
      rewritten: (process) =>
        process.system === 'posix' && isBare(process)
          ? { line: withHead(process, `./${process.head}`) }
          : undefined,
    },
  ],
};
