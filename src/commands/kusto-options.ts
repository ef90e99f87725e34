// The flags that lead a command to a Kusto engine, and the engine they lead to.
import { type Command as CommanderCommand, Option } from 'commander';
import type { KustoEndpoint } from '../workspace/kusto/endpoint.ts';
import type { KustoEngine } from '../workspace/kusto/runner.ts';
import { commandError } from './codes.ts';
import type { CommandContext, Flags } from './command.ts';

/** Where queries run. */
const engines = ['embedded', 'kusto'] as const;

/** Adds --engine, --cluster and --database. */
export function engineOptions(command: CommanderCommand): CommanderCommand {
  return command
    .addOption(
      new Option('--engine <name>', 'where queries run: in the tool, or on a Kusto engine')
        .choices([...engines])
        .default(engines[0]),
    )
    .option(
      '--cluster <url>',
      'the Kusto engine: http://localhost:8080 for the emulator, or the https address of Azure Data Explorer, a Fabric Eventhouse or the Sentinel data lake',
    )
    .option('--database <name>', 'its database (default on this machine: NetDefaultDB)');
}

/** Whether a flag asks for a Kusto engine in place of the embedded one. */
export function isOnKusto({ engine }: Flags): boolean {
  return engine === 'kusto';
}

/** Throws a UserError for flags that only mean something on the embedded engine, or without a Kusto engine. */
export function assertEngineFlags(flags: Flags, embeddedOnly: Readonly<Record<string, string>>): void {
  const asked = isOnKusto(flags)
    ? '--engine kusto'
    : flags['compare'] === 'kusto'
      ? '--compare kusto'
      : undefined;
  const given = [flags['cluster'] && '--cluster', flags['database'] && '--database'].find(Boolean);
  if (asked === undefined && given !== undefined) {
    throw commandError('cli/usage', `${String(given)} is for a Kusto engine.`, {
      hint: 'Add --engine kusto.',
    });
  }
  if (asked !== undefined && flags['cluster'] === undefined) {
    throw commandError('cli/usage', `${asked} needs --cluster.`, {
      hint: 'Add --cluster http://localhost:8080 for the emulator, or the address of a cluster.',
    });
  }
  if (!isOnKusto(flags)) return;
  const stray = Object.keys(embeddedOnly).find((flag) => flags[flag] !== undefined && flags[flag] !== false);
  if (stray === undefined) return;
  throw commandError('cli/usage', `${embeddedOnly[stray]} is for the embedded engine.`, {
    hint: 'Leave it out, or leave --engine kusto out.',
  });
}

/** The engine that --cluster and --database name, asked who it is. Throws a UserError when it cannot be used. */
export async function openKusto(
  flags: Flags,
  { doing, trace }: Pick<CommandContext, 'doing' | 'trace'>,
): Promise<KustoEngine> {
  const [{ connectKusto }, { kustoEndpoint }] = await Promise.all([
    import('../workspace/kusto/connect.ts'),
    import('../workspace/kusto/endpoint.ts'),
  ]);
  const database = flags['database'] as string | undefined;
  const endpoint: KustoEndpoint = kustoEndpoint(String(flags['cluster']), database);
  doing(`Reaching ${endpoint.url}`);
  // How long the emulator takes may not be published: its licence forbids benchmarks.
  return connectKusto(endpoint, { trace: (line) => trace(line.replace(/ \d+ ms$/, '')) });
}
