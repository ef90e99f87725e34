// Queries with one flaw each that published analytics for these techniques have, and cases on which the flaw gives the wrong rows.

export interface Defect {
  /** What is wrong with such a query. */
  readonly flaw: string;
  readonly query: string;
  /** The detection that does it otherwise, and its case. */
  readonly slug: string;
  readonly name: string;
  /** What the flawed query does with the rows of the case: it misses what must be seen, or shows what must stay silent. */
  readonly wrong: 'misses' | 'shows';
}

const connections = 'DeviceNetworkEvents | where RemoteUrl has_any ("github", "gitlab", "bitbucket")';
const archives = `CloudAppEvents
| where ActionType == "FileUploadedToCloud"
| extend Kind = tostring(RawEventData.FileExtension), Origin = tostring(RawEventData.OriginatingDomain), Target = tostring(RawEventData.TargetDomain), Path = tostring(RawEventData.ObjectId)`;
const manyPaths = '| summarize Files = dcount(Path) by AccountObjectId | where Files > 10';
const push = 'DeviceProcessEvents | where FileName in~ ("git", "git.exe") and ProcessCommandLine has "push"';

export const defects: readonly Defect[] = [
  {
    flaw: 'a branch that is defined and not part of the result',
    query: `let Bulk = ${connections} | summarize Calls = count() by DeviceName | where Calls > 10;
let Tools = DeviceProcessEvents | where FileName startswith "trufflehog" | summarize Calls = count() by DeviceName;
union Tools`,
    slug: 'bulk-code-repository-access',
    name: 'Eleven calls by a script, each from a command line of its own',
    wrong: 'misses',
  },
  {
    flaw: 'public addresses alone, by an `and` that binds closer than the `or` before it',
    query:
      'DeviceNetworkEvents | where RemoteUrl has "gist.github.com" or RemoteIPType == "Public" and RemoteUrl has "github" | summarize Calls = count() by DeviceName | where Calls > 10',
    slug: 'bulk-code-repository-access',
    name: 'Through a proxy inside',
    wrong: 'misses',
  },
  {
    flaw: 'a count for each command line',
    query: `${connections} | summarize Calls = count() by DeviceName, InitiatingProcessCommandLine | where Calls > 10`,
    slug: 'bulk-code-repository-access',
    name: 'Eleven calls by a script, each from a command line of its own',
    wrong: 'misses',
  },
  {
    flaw: 'paths where the table has the names of hosts',
    query:
      'DeviceNetworkEvents | where RemoteUrl has_any ("github.com/search", "gitlab.com/api") | summarize Calls = count() by DeviceName | where Calls > 10',
    slug: 'bulk-code-repository-access',
    name: 'PowerShell pages through a search',
    wrong: 'misses',
  },
  {
    flaw: 'browsers told by a term of their names',
    query: `${connections} | where not(InitiatingProcessFileName has_any ("chrome.exe", "firefox.exe")) | summarize Calls = count() by DeviceName | where Calls > 10`,
    slug: 'bulk-code-repository-access',
    name: 'A program named nearly like a browser',
    wrong: 'misses',
  },
  {
    flaw: 'git left out, and not the helper that connects for it',
    query: `${connections} | where InitiatingProcessFileName !in~ ("git.exe", "gh.exe") | summarize Calls = count() by DeviceName | where Calls > 10`,
    slug: 'bulk-code-repository-access',
    name: 'The helper of git',
    wrong: 'shows',
  },
  {
    flaw: 'the name of a tool anywhere on the line',
    query: 'DeviceProcessEvents | where ProcessCommandLine has_any ("trufflehog", "gitleaks")',
    slug: 'code-repository-recon-tool',
    name: 'Searching for the word',
    wrong: 'shows',
  },
  {
    flaw: 'the same, and the tool is installed only',
    query: 'DeviceProcessEvents | where ProcessCommandLine has_any ("gitleaks", "ggshield", "trufflehog")',
    slug: 'code-repository-recon-tool',
    name: 'Each way to install',
    wrong: 'shows',
  },
  {
    flaw: 'a code host and a word such as "search" on one line',
    query:
      'DeviceProcessEvents | where ProcessCommandLine has "github.com" and ProcessCommandLine has_any ("search", "code", "token")',
    slug: 'code-repository-search',
    name: 'A repository named search',
    wrong: 'shows',
  },
  {
    flaw: 'interpreters by their names without a version',
    query:
      'DeviceProcessEvents | where FileName in~ ("python.exe", "python3", "curl.exe") and ProcessCommandLine has "search"',
    slug: 'code-repository-search',
    name: 'A version of Python in its name',
    wrong: 'misses',
  },
  {
    flaw: 'a host told by its terms, in a search',
    query:
      'DeviceProcessEvents | where ProcessCommandLine has "github.com" and ProcessCommandLine has "search"',
    slug: 'code-repository-search',
    name: 'A host that only looks alike',
    wrong: 'shows',
  },
  {
    flaw: 'a host told by its terms, in a push',
    query: `${push} and ProcessCommandLine has_any ("github.com", "gitlab.com")`,
    slug: 'git-push-outside-organisation',
    name: 'Hosts that look like a service',
    wrong: 'shows',
  },
  {
    flaw: 'the term python for an interpreter with a version in its name',
    query: 'DeviceNetworkEvents | where InitiatingProcessFileName has_any ("python", "curl", "powershell")',
    slug: 'large-upload-by-process',
    name: "A version in the interpreter's name",
    wrong: 'misses',
  },
  {
    flaw: 'the verb as one run of characters',
    query: 'DeviceProcessEvents | where ProcessCommandLine has_any ("-X PUT", "-X POST")',
    slug: 'code-repository-api-upload',
    name: 'The verb joined to its option',
    wrong: 'misses',
  },
  {
    flaw: 'the verb in one kind of quotes',
    query: `DeviceProcessEvents | where ProcessCommandLine has_any ("method='PUT'", "method='POST'")`,
    slug: 'code-repository-api-upload',
    name: 'Python names the verb in double quotes',
    wrong: 'misses',
  },
  {
    flaw: 'a program that can write, taken for a write',
    query:
      'DeviceProcessEvents | where ProcessCommandLine has "api.github.com" and ProcessCommandLine has_any ("irm", "Invoke-RestMethod", "contents")',
    slug: 'code-repository-api-upload',
    name: 'Reading the API',
    wrong: 'shows',
  },
  {
    flaw: 'a push whose target has to stand on its line',
    query: `${push} and ProcessCommandLine has_any ("github.com", "gitlab.com")`,
    slug: 'git-push-outside-organisation',
    name: "The URL is on git's helper only",
    wrong: 'misses',
  },
  {
    flaw: 'the word push anywhere on a line with a host',
    query: `${push} and ProcessCommandLine has_any ("github.com", "gitlab.com")`,
    slug: 'git-push-outside-organisation',
    name: 'The word alone',
    wrong: 'shows',
  },
  {
    flaw: "the parent's line in place of the process's own, so that the target is gone",
    query: `${push} | project DeviceName, InitiatingProcessCommandLine | where InitiatingProcessCommandLine has "github.com"`,
    slug: 'git-push-outside-organisation',
    name: 'The URL stands on the command, at the end of a staging',
    wrong: 'misses',
  },
  {
    flaw: 'hosts of the API without the one for release files',
    query:
      'DeviceProcessEvents | where ProcessCommandLine has_any ("api.github.com", "gist.github.com", "api.bitbucket.org")',
    slug: 'code-repository-api-upload',
    name: 'curl uploads a release asset',
    wrong: 'misses',
  },
  {
    flaw: "a host that is not that of GitLab's API",
    query: 'DeviceProcessEvents | where ProcessCommandLine has "api.gitlab.com"',
    slug: 'code-repository-api-upload',
    name: 'curl writes a file to GitLab',
    wrong: 'misses',
  },
  {
    flaw: 'no list of own owners',
    query:
      'DeviceProcessEvents | where ProcessCommandLine has "api.github.com" and ProcessCommandLine has "-X POST"',
    slug: 'code-repository-api-upload',
    name: "The company's own owner",
    wrong: 'shows',
  },
  {
    flaw: 'commands as they stand, without what is encoded in them',
    query: 'DeviceProcessEvents | where ProcessCommandLine has "api.github.com"',
    slug: 'code-repository-api-upload',
    name: 'An encoded command',
    wrong: 'misses',
  },
  {
    flaw: 'programs by the names of their files alone',
    query:
      'DeviceProcessEvents | where FileName has_any ("curl", "wget", "python", "powershell") and ProcessCommandLine has "api.github.com"',
    slug: 'code-repository-api-upload',
    name: 'curl under another name, with version information',
    wrong: 'misses',
  },
  {
    flaw: 'code hosts excluded as targets',
    query: `${archives} | where not(Target has_any ("github", "gitlab", "azure", "visualstudio")) ${manyPaths}`,
    slug: 'code-repository-exfiltration',
    name: 'Into a repository of another service',
    wrong: 'misses',
  },
  {
    flaw: 'targets excluded by a term of their names',
    query: `${archives} | where not(Target has_any ("github", "teams")) ${manyPaths}`,
    slug: 'code-repository-exfiltration',
    name: 'Targets whose names sound sanctioned',
    wrong: 'misses',
  },
  {
    flaw: 'zip files alone',
    query: `${archives} | where Kind =~ "zip" ${manyPaths}`,
    slug: 'code-repository-exfiltration',
    name: 'Other kinds of archives',
    wrong: 'misses',
  },
  {
    flaw: 'origins by the term github',
    query: `${archives} | where Origin has_any ("github", "gitlab") ${manyPaths}`,
    slug: 'code-repository-exfiltration',
    name: "Origins below a service's domain, and one of our own",
    wrong: 'misses',
  },
  {
    flaw: 'an exclusion that a missing target passes',
    query: `${archives} | where not(Target has_any ("sharepoint", "office.net")) ${manyPaths}`,
    slug: 'code-repository-exfiltration',
    name: 'No target is told',
    wrong: 'shows',
  },
  {
    flaw: 'files counted by their bare names',
    query: `${archives} | extend File = tostring(parse_path(Path).Filename) | summarize Files = dcount(File) by AccountObjectId | where Files > 10`,
    slug: 'code-repository-exfiltration',
    name: 'Eleven files of one name',
    wrong: 'misses',
  },
  {
    flaw: 'an exclusion by a field that the table does not have',
    query: `${archives} | where not(tostring(RawEventData["git.remote.url"]) has_any ("github.com", "contoso.com")) ${manyPaths}`,
    slug: 'code-repository-exfiltration',
    name: "Build artefacts to the company's registry",
    wrong: 'shows',
  },
];
