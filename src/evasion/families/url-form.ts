// Other spellings of one address.
import { type Family, manuals, type Process, type Rewritten } from '../rewrite.ts';

/** `https://`, user, host, port, path. */
const web = /(https:\/\/)([^/\s"'`@]*@)?([a-z0-9.-]+\.[a-z]{2,})(:\d+)?(?=([/\s"'`,)]|$))/gi;

/** curl and git take `.` and `..` out of a path, as .NET does; the libraries of other languages do not all. Run with curl 7.88 and git 2.39. */
const resolves = /^(?:curl|git|wget|powershell|pwsh|git-remote-https)$/;

interface Address {
  readonly scheme: string;
  readonly user: string;
  readonly host: string;
  readonly port: string;
}

function addressed(process: Process, spell: (address: Address) => string): Rewritten {
  const line = process.line.replaceAll(
    web,
    (_all, scheme: string, user: string | undefined, host: string, port: string | undefined) =>
      spell({ scheme, user: user ?? '', host, port: port ?? '' }),
  );
  return { line };
}

/** In front of the path of each address. */
function pathed(process: Process, before: string): Rewritten | undefined {
  if (!resolves.test(process.program)) return undefined;
  return {
    line: process.line.replaceAll(/(https:\/\/[^/\s"'`]+)\/(?=[\w~])/gi, `$1${before}`),
  };
}

/** The host of an SSH target, in the line of git and in that of ssh. */
const sshHost = /(?<=\bgit@)[a-z0-9.-]+(?=:| "?git-)|(?<=ssh:\/\/git@)[a-z0-9.-]+/gi;

const ofGit = (process: Process, line: string): Rewritten | undefined =>
  /^git(?:-remote-https)?$/.test(process.program) ? { line } : undefined;

/** Services that serve a repository with `.git` and without. */
const withEnding =
  /(https:\/\/(?:[^/\s"'@]*@)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)\/[\w.-]+\/)([\w-]+)(\.git)?(?=["']?(?:\s|$))/gi;

export const urlForm: Family = {
  name: 'url-form',
  what: 'forms of an address',
  ofAll: true,
  rewrites: [
    {
      name: 'host-upper',
      see: manuals.uri,
      rewritten: (process) =>
        addressed(process, ({ scheme, user, host, port }) => scheme + user + host.toUpperCase() + port),
    },
    {
      name: 'scheme-upper',
      see: manuals.uri,
      // git looks for a helper of that very name, and finds none.
      rewritten: (process) =>
        /^(?:curl|wget|powershell|pwsh)$/.test(process.program)
          ? addressed(process, ({ scheme, user, host, port }) => scheme.toUpperCase() + user + host + port)
          : undefined,
    },
    {
      name: 'trailing-dot',
      see: 'https://www.rfc-editor.org/rfc/rfc1034#section-3.1',
      rewritten: (process) =>
        addressed(process, ({ scheme, user, host, port }) => `${scheme}${user}${host}.${port}`),
    },
    {
      name: 'port',
      see: manuals.uri,
      rewritten: (process) =>
        addressed(
          process,
          ({ scheme, user, host, port }) => scheme + user + host + (port === '' ? ':443' : port),
        ),
    },
    {
      name: 'user',
      see: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
      rewritten: (process) =>
        addressed(
          process,
          ({ scheme, user, host, port }) => scheme + (user === '' ? 'x@' : user) + host + port,
        ),
    },
    {
      name: 'user-and-password',
      see: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
      rewritten: (process) =>
        addressed(
          process,
          ({ scheme, user, host, port }) => scheme + (user === '' ? 'x:y%40z@' : user) + host + port,
        ),
    },
    {
      name: 'dot',
      see: 'https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4',
      rewritten: (process) => pathed(process, '/./'),
    },
    {
      name: 'dot-dot',
      see: 'https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4',
      rewritten: (process) => pathed(process, '/contoso/../'),
    },
    {
      name: 'two-slashes',
      see: manuals.gitUrls,
      rewritten: (process) => (/^git/.test(process.program) ? pathed(process, '//') : undefined),
    },
    {
      name: 'percent',
      see: manuals.uri,
      rewritten: (process) =>
        resolves.test(process.program)
          ? {
              line: process.line.replaceAll(
                /(https:\/\/[^/\s"'`]+\/)([a-z])/gi,
                (_all, before: string, letter: string) => `${before}%${letter.charCodeAt(0).toString(16)}`,
              ),
            }
          : undefined,
    },
    {
      name: 'git-ending',
      see: manuals.gitUrls,
      rewritten: (process) =>
        ofGit(
          process,
          process.line.replaceAll(
            withEnding,
            (_all, before: string, name: string, ending: string | undefined) =>
              before + name + (ending === undefined ? '.git' : ''),
          ),
        ),
    },
    {
      name: 'trailing-slash',
      see: manuals.gitUrls,
      rewritten: (process) =>
        ofGit(
          process,
          process.line.replaceAll(withEnding, (all) => `${all}/`),
        ),
    },
    {
      name: 'ssh-url',
      see: manuals.gitUrls,
      rewritten: (process) =>
        ofGit(
          process,
          process.line.replaceAll(/(?<=[\s"'])git@([a-z0-9.-]+):(?!v3\/)(?=[\w~])/gi, 'ssh://git@$1/'),
        ),
    },
    {
      name: 'ssh-port',
      see: manuals.gitUrls,
      rewritten: (process) =>
        ofGit(
          process,
          process.line
            .replaceAll(/(?<=[\s"'])git@([a-z0-9.-]+):(?!v3\/)(?=[\w~])/gi, 'ssh://git@$1:22/')
            .replaceAll(/(ssh:\/\/git@[a-z0-9.-]+)\//gi, '$1:22/'),
        ),
    },
    {
      name: 'scp-like',
      see: manuals.gitUrls,
      rewritten: (process) =>
        ofGit(process, process.line.replaceAll(/ssh:\/\/git@([a-z0-9.-]+)\//gi, 'git@$1:')),
    },
    {
      name: 'ssh-host-upper',
      see: manuals.gitUrls,
      rewritten: ({ line }) => ({ line: line.replaceAll(sshHost, (host) => host.toUpperCase()) }),
    },
    {
      name: 'fragment',
      see: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.5',
      rewritten: (process) =>
        process.program === 'curl'
          ? { line: process.line.replaceAll(/(https:\/\/[^\s"'`#]+)(?=["'`\s]|$)/g, '$1#x') }
          : undefined,
    },
  ],
};
