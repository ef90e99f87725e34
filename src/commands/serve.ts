// serve: runs the embedded workspace for any client, until it is stopped.
import { exitCodes } from '../diagnostics/user-error.ts';
import { openEnvironment } from '../project/open-environment.ts';
import { openProject } from '../project/open-project.ts';
import { emulatorOptions } from '../project/open-workspace.ts';
import { commandError } from './codes.ts';
import type { Command } from './command.ts';
import { environmentOption } from './options.ts';

export const serveCommand: Command = {
  report: 'serve',
  examples: [{ does: 'for clients that insist on https', line: 'serve --port 8443 --tls' }],
  define: (program) =>
    program
      .command('serve')
      .description('run the embedded workspace for any client, until Ctrl+C')
      .addOption(environmentOption())
      .option('--port <n>', 'port on 127.0.0.1 (default: any free port)')
      .option('--tls', 'serve https, with a certificate created for this run'),

  async run(_args, flags, context) {
    const opened = openProject(context);
    const environment = openEnvironment(opened, flags, context);
    const target = environment.workspace;
    if (target.type !== 'embedded') {
      throw commandError(
        'cli/not-embedded',
        `The environment ${environment.name} is in Azure; only an embedded workspace can be served.`,
        { file: environment.file, hint: 'Name an environment with `embedded:` under `workspace:`.' },
      );
    }
    const [{ startEmulator }, { createTlsMaterial }, { identityOf }, { tacticsInUse }] = await Promise.all([
      import('../emulator/server.ts'),
      import('../emulator/tls.ts'),
      import('../workspace/local.ts'),
      import('../tables/attack.ts'),
    ]);
    const tls = flags['tls'] === true ? await createTlsMaterial(target.stateFolder) : undefined;
    const identity = identityOf(target);
    const emulator = await startEmulator({
      ...(await emulatorOptions({ ...context, opened, environment })),
      stateFolder: target.stateFolder,
      dataFolder: target.dataFolder,
      identity,
      port: parsePort(flags['port']),
      tls,
      tacticsOf: tacticsInUse,
      onRequest: ({ method, path, status, ms }) => context.trace(`${method} ${path} ${status} ${ms}`),
    });
    context.print({
      kind: 'serve',
      url: emulator.url,
      workspaceId: `/subscriptions/${identity.subscription}/resourceGroups/${identity.resourceGroup}/providers/Microsoft.OperationalInsights/workspaces/${identity.workspace}`,
      customerId: identity.customerId,
      stateFolder: target.stateFolder,
      ...(tls === undefined ? {} : { certificateAuthority: tls.caFile }),
    });
    context.progress('Serving until Ctrl+C.');
    await context.untilStopped();
    await emulator.close();
    return { report: undefined, exitCode: exitCodes.fine };
  },
};

/** 0 (any free port) when the flag is absent. Throws a UserError for anything that is no port. */
function parsePort(flag: unknown): number {
  if (flag === undefined) return 0;
  const port = Number(flag);
  if (typeof flag === 'string' && /^\d{1,5}$/.test(flag) && port <= 65_535) return port;
  throw commandError('cli/bad-port', `${JSON.stringify(flag)} is not a port.`, {
    hint: 'Give a number from 1 to 65535, or leave --port out for any free one.',
  });
}
