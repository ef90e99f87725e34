// Identities, the audit logs of the services, files, and all the rest that a company does in a day.
import type { Behaviour } from './behaviour.ts';
import {
  administrators,
  hostAdministrators,
  organisation,
  otherStaff,
  type Person,
  repositories,
} from './company.ts';
import type { Happening } from './happening.ts';

export const apps = {
  github: { name: 'GitHub Enterprise Managed User (OIDC)', id: '12f6db80-0741-4a7e-b9c5-b85d737b3a31' },
  devOps: { name: 'Azure DevOps', id: '499b84ac-1321-427f-aa17-267ca6975798' },
  office: { name: 'Office 365 Exchange Online', id: '00000002-0000-0ff1-ce00-000000000000' },
  portal: { name: 'Azure Portal', id: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c' },
};

function devOpsAudit(
  h: Happening,
  who: Person,
  operation: string,
  data: Readonly<Record<string, unknown>> = {},
): void {
  h.row('AzureDevOpsAuditing', 2, {
    OperationName: operation,
    ActorUPN: who.upn,
    ActorDisplayName: who.account,
    ActorUserId: who.objectId,
    IpAddress: '203.0.113.40',
    UserAgent: 'Mozilla/5.0',
    AuthenticationMechanism: 'AAD',
    ScopeDisplayName: 'contoso (Organization)',
    ProjectName: 'Platform',
    Category: 'Modify',
    Area: operation.split('.')[0],
    Data: data,
    Id: h.random.hex(32),
    CorrelationId: h.random.hex(32),
  });
}

function file(h: Happening, who: Person, action: string, path: string, program: string, size: number): void {
  const name = path.split(/[\\/]/).at(-1);
  h.row('DeviceFileEvents', 0, {
    ActionType: action,
    DeviceId: who.machine.id,
    DeviceName: who.machine.name,
    FileName: name,
    FolderPath: path,
    FileSize: size,
    InitiatingProcessFileName: program,
    InitiatingProcessCommandLine: program,
    InitiatingProcessAccountName: who.account,
    InitiatingProcessAccountDomain: 'CONTOSO',
  });
}

/** A developer whose machine has files that Defender sees. */
function onDefender(h: Happening): Person {
  for (;;) {
    const who = h.developer();
    if (who.machine.platform !== 'linux') return who;
  }
}
const home = ({ account, machine }: Person) =>
  machine.platform === 'windows' ? `C:\\Users\\${account}\\` : `/Users/${account}/`;

export const peopleWork: readonly Behaviour[] = [
  { name: 'sign-in to GitHub', perDay: 180, happens: (h) => signInToGitHub(h) },
  {
    name: 'silent sign-in to Azure DevOps',
    perDay: 180,
    happens: (h) => h.signIn(h.developer(), apps.devOps, { silent: true }),
  },
  {
    name: 'sign-in to other services',
    perDay: 540,
    happens: (h) => h.signIn(h.random.one(otherStaff), apps.office, { silent: h.random.onceIn(2) }),
  },
  {
    name: 'an administrator in the portal',
    perDay: 50,
    happens: (h) => h.signIn(h.random.one(administrators), apps.portal),
  },
  {
    name: 'those who administer GitHub',
    perDay: 50,
    happens: (h) =>
      h.audit(
        h.random.one(hostAdministrators),
        h.random.one(['org.add_member', 'team.add_member', 'repo.add_member']),
        h.random.one(repositories),
      ),
  },
  {
    name: 'a journey with a managed device',
    perDay: 50,
    happens: (h) => {
      const who = h.developer();
      h.signIn(who, apps.github, { country: who.country === 'FR' ? 'ES' : 'FR', asn: '3215' });
    },
  },
  {
    name: 'a telephone at home',
    perDay: 50,
    happens: (h) => h.signIn(h.developer(), apps.github, { phone: true }),
  },
  {
    name: 'pull requests and workflows in the audit log',
    perDay: 290,
    happens: (h) => {
      const who = h.developer();
      h.audit(
        who,
        h.random.one([
          'pull_request.create',
          'pull_request.merge',
          'pull_request_review.submit',
          'workflows.completed_workflow_run',
          'issue_comment.update',
          'protected_branch.update',
        ]),
        h.random.one(who.repositories),
      );
    },
  },
  {
    name: 'requests to the API in the audit log',
    perDay: 110,
    happens: (h) => {
      const who = h.developer();
      const repository = h.random.one(who.repositories);
      h.audit(who, 'api.request', repository, {
        RequestMethod: 'GET',
        UrlPath: `/repos/${organisation}/${repository}/pulls`,
        StatusCode: 200,
        ProgrammaticAccessType: 'Fine-grained personal access token',
        HashedToken: `${who.account}-token-hash=`,
      });
    },
  },
  {
    name: 'repositories are made and administered',
    perDay: 50,
    happens: (h) => {
      const who = h.developer();
      const repository = `svc-${h.random.hex(5)}`;
      h.audit(
        who,
        h.random.one(['repo.create', 'repo.access', 'repo.archived', 'repo.rename', 'hook.create']),
        repository,
        { Visibility: 'internal', PreviousVisibility: 'private' },
      );
    },
  },
  {
    name: 'the open-source programme publishes',
    perDay: 50,
    happens: (h) => {
      const isNew = h.random.onceIn(25);
      h.audit(h.developer(), isNew ? 'repo.create' : 'release.published', undefined, {
        Org: 'contoso-oss',
        Repo: `contoso-oss/lib-${h.random.hex(4)}`,
        Visibility: 'public',
        PublicRepo: true,
      });
    },
  },
  {
    name: 'Azure DevOps changes',
    perDay: 70,
    happens: (h) => {
      const operation = h.random.one([
        'Git.RepositoryCreated',
        'Git.RefUpdatePoliciesBypassed',
        'Pipelines.PipelineModified',
        'Policy.PolicyConfigModified',
        'Release.ApprovalCompleted',
        'Token.PatCreateEvent',
        'Project.AreaPath.Create',
      ]);
      devOpsAudit(h, h.developer(), operation, {
        RepoName: h.random.one(repositories),
        ProjectName: 'Platform',
      });
    },
  },
  {
    name: 'files go to SharePoint',
    perDay: 50,
    happens: (h) => {
      const who = h.random.onceIn(2) ? h.developer() : h.random.one(otherStaff);
      const name = h.random.one(['report.docx', 'main.zip', 'figures.xlsx', 'release.zip']);
      h.row('CloudAppEvents', 0, {
        ActionType: 'FileUploadedToCloud',
        Application: 'Microsoft 365',
        AccountObjectId: who.objectId,
        AccountId: who.upn,
        AccountDisplayName: who.account,
        IPAddress: '203.0.113.20',
        RawEventData: {
          OriginatingDomain: name.endsWith('zip') ? 'github.com' : 'contoso.com',
          TargetDomain: 'contoso.sharepoint.com',
          FileExtension: name.split('.')[1],
          ObjectId: `${home(who)}Downloads\\${name}`,
          Sha256: h.random.hex(64),
          DeviceName: who.machine.name,
        },
      });
    },
  },
  {
    name: 'an archive goes to a supplier',
    perDay: 50,
    happens: (h) => {
      const who = h.random.one(otherStaff);
      h.row('CloudAppEvents', 0, {
        ActionType: 'FileUploadedToCloud',
        Application: 'Browser',
        AccountObjectId: who.objectId,
        AccountId: who.upn,
        AccountDisplayName: who.account,
        IPAddress: '203.0.113.20',
        RawEventData: {
          OriginatingDomain: 'contoso.com',
          TargetDomain: 'wetransfer.com',
          FileExtension: 'zip',
          ObjectId: `${home(who)}Documents\\offer.zip`,
          Sha256: h.random.hex(64),
          DeviceName: who.machine.name,
        },
      });
    },
  },
  {
    name: 'an editor and a build write files',
    perDay: 540,
    happens: (h) => {
      const who = onDefender(h);
      const [program, path] = h.random.one([
        ['Code.exe', 'src\\app\\src\\main.ts'],
        ['node.exe', 'src\\app\\dist\\bundle.js'],
        ['dotnet.exe', 'src\\app\\bin\\app.dll'],
        ['git.exe', 'src\\app\\README.md'],
        ['java.exe', 'src\\app\\target\\app.jar'],
      ] as const);
      file(
        h,
        who,
        h.random.one(['FileCreated', 'FileModified']),
        `${home(who)}${path}`,
        program,
        h.random.bytes(8000),
      );
    },
  },
  {
    name: 'documents are saved and archives made',
    perDay: 140,
    happens: (h) => {
      const who = h.random.onceIn(3) ? onDefender(h) : h.random.one(otherStaff);
      const [program, path, size] = h.random.one([
        ['WINWORD.EXE', 'Documents\\plan.docx', 60_000],
        ['explorer.exe', 'Documents\\archive.zip', 900_000],
        ['7zG.exe', 'Desktop\\logs.7z', 2_000_000],
        ['OUTLOOK.EXE', 'AppData\\Local\\Temp\\offer.pdf', 300_000],
      ] as const);
      file(h, who, 'FileCreated', `${home(who)}${path}`, program, h.random.bytes(size));
    },
  },
  {
    name: 'programs start that have nothing to do with code',
    perDay: 540,
    happens: (h) => {
      const [program, line] = h.random.one([
        ['WINWORD', '"C:\\Program Files\\Microsoft Office\\WINWORD.EXE" plan.docx'],
        ['Teams', 'Teams.exe --type=renderer'],
        ['docker', 'docker compose up -d'],
        ['kubectl', 'kubectl get pods -A'],
        ['msbuild', 'msbuild app.sln'],
        ['npm', 'npm run build'],
        ['python', 'python -m pytest'],
        ['powershell', 'powershell.exe -NoProfile -File inventory.ps1'],
        ['ssh', 'ssh jump.contoso.com'],
      ] as const);
      h.process(h.random.onceIn(2) ? h.developer() : h.random.one(otherStaff), program, line);
    },
  },
  {
    name: 'connections and pages that have nothing to do with code',
    perDay: 720,
    happens: (h) => {
      const who = h.random.one(otherStaff);
      const url = h.random.one([
        'https://outlook.office365.com/owa',
        'https://www.bing.com/search?q=github',
        'https://contoso.sharepoint.com/sites/plan',
        'https://stackoverflow.com/questions/1',
        'https://teams.microsoft.com/v2',
        'https://pypi.org/simple/requests',
      ]);
      h.connection(who, h.random.one(['chrome', 'msedge', 'Teams']), url);
      h.web(who, 'GET', url, { sent: h.random.bytes(3000), received: h.random.bytes(80_000) });
    },
  },
];

/** GitHub logs the single sign-on that follows. */
export function signInToGitHub(h: Happening, who = h.developer()): void {
  h.signIn(who, apps.github);
  h.audit(who, 'business.sso_response', undefined, {}, 2);
}
