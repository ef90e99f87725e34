// A process that applies one file and kills itself at a given moment of a given write; run by killed.test.ts.
import { type Files, rule, startEmbedded } from './embedded.ts';

const [stateFolder = '', to = '', side = '', collection = ''] = process.argv.slice(2);

const wanted: Readonly<Record<string, Files>> = { nothing: {}, low: rule(1), high: rule(1, '', 'High') };
const die = (event: { readonly collection: string }) => {
  if (event.collection === collection) process.kill(process.pid, 'SIGKILL');
};
const embedded = await startEmbedded({
  stateFolder,
  ...(side === 'before' ? { onBeforeWrite: die } : { onAfterWrite: die }),
});
await embedded.apply(wanted[to] ?? {}, { prune: true });
