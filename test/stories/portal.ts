// What the SOC does by hand: reads and writes the embedded workspace over REST, past the tool.
import type { TestProject } from './command-line.ts';
import { overRest } from './embedded-server.ts';

type Properties = Readonly<Record<string, unknown>>;

/** Replaces a rule's properties by what `edit` makes of them, as the portal does: the whole body is sent back. */
export async function editRule(
  project: TestProject,
  id: string,
  edit: (properties: Properties) => Properties,
  environment = 'local',
): Promise<void> {
  await withServer(project, environment, async (url) => {
    const body = (await (await fetch(url(`alertRules/${id}`))).json()) as {
      kind: string;
      etag: string;
      properties: Properties;
    };
    const { kind, etag, properties } = body;
    const response = await fetch(url(`alertRules/${id}`), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind, etag, properties: edit(properties) }),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  });
}

/** The properties of a rule as the workspace holds them; undefined when it is not there. */
export async function readRule(
  project: TestProject,
  id: string,
  environment = 'local',
): Promise<Properties | undefined> {
  return withServer(project, environment, async (url) => {
    const response = await fetch(url(`alertRules/${id}`));
    if (response.status === 404) return undefined;
    return ((await response.json()) as { properties: Properties }).properties;
  });
}

/** Names of all resources of a SecurityInsights collection. */
export async function namesIn(
  project: TestProject,
  collection: string,
  environment = 'local',
): Promise<string[]> {
  return withServer(project, environment, async (url) => {
    const body = (await (await fetch(url(collection))).json()) as { value: { name: string }[] };
    return body.value.map(({ name }) => name).sort();
  });
}

async function withServer<T>(
  project: TestProject,
  environment: string,
  use: (url: (path: string) => string) => Promise<T>,
): Promise<T> {
  return overRest(project, environment, (workspaceUrl) =>
    use(
      (path) => `${workspaceUrl}/providers/Microsoft.SecurityInsights/${path}?api-version=2025-07-01-preview`,
    ),
  );
}
